package io.seatlock.store.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compares seats and plans of one partition with their other keys, for the consistency check: inspect.lua and
 * inspectplan.lua.
 */
public record InspectOperation(Partition partition) {

  /**
   * Sends the seats of one venue for comparison.
   *
   * @param repair whether differences are repaired
   * @param user in whose holdings the seats were found; empty if they were found elsewhere
   * @param seats all of this venue
   */
  public CompletableFuture<Reply> submit(boolean repair, String user, String venueId, List<Named> seats) {
    Keys keys = partition.keys();
    List<String> names = new ArrayList<>(List.of(keys.seats(venueId), keys.plan(venueId)));
    List<String> args = new ArrayList<>(
        List.of(repair ? "1" : "0", user, keys.holdingsPrefix(venueId), String.valueOf(seats.size())));
    for (Named seat : seats) {
      names.add(keys.lock(seat.name()));
      args.add(seat.field());
      args.add(seat.name());
    }
    return partition.commit().submit(new ScriptCommand("inspect", names, args));
  }

  /**
   * Waits for the reply of {@link #submit}.
   *
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer in time
   */
  public Inspected await(CompletableFuture<Reply> pending) {
    Reply reply = partition.await(pending);
    return new Inspected(reply.at(),
        reply.values().stream().skip(2).map(seat -> seat(new Reply((List<?>) seat))).toList());
  }

  /**
   * Checks one generation of a venue's plan.
   *
   * @param repair whether a generation is removed that is neither the plan nor a live draft
   */
  public List<SeatDifference> plan(boolean repair, String venueId, String generation) {
    Reply reply = partition.await(partition.commit().submit(new ScriptCommand("inspectplan",
        List.of(partition.keys().plan(venueId)), List.of(repair ? "1" : "0", venueId, generation))));
    return reply.values().stream().skip(2).map(each -> difference(new Reply((List<?>) each))).toList();
  }

  private static Seat seat(Reply seat) {
    return new Seat(seat.number(0), Reply.text(seat.values().get(1)),
        seat.values().stream().skip(2).map(each -> difference(new Reply((List<?>) each))).toList());
  }

  private static SeatDifference difference(Reply difference) {
    List<String> texts = difference.texts(0, 4);
    return new SeatDifference(texts.get(0), texts.get(1), texts.get(2), texts.get(3), difference.number(4) == 1);
  }

  /**
   * @param field of the seat in the hash of its venue
   * @param name of the seat in the deadlines and in its lock key, {@code venueId:row:seat}
   */
  public record Named(String field, String name) {}

  /**
   * @param at Redis' time
   * @param seats the state and the differences of each seat, in the order of the command
   */
  public record Inspected(Instant at, List<Seat> seats) {}

  /**
   * @param version 0 if nothing is stored of the seat, -1 if it can't be read
   * @param status empty if it can't be read
   */
  public record Seat(long version, String status, List<SeatDifference> differences) {}

  /**
   * @param kind as in the header of inspect.lua
   * @param key whose content differs from the hash
   * @param found the value there; times in ms since the epoch
   * @param wanted the value that follows from the hash
   */
  public record SeatDifference(String kind, String key, String found, String wanted, boolean repaired) {}
}
