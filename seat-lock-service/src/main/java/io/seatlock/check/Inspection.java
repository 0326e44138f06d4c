package io.seatlock.check;

import io.seatlock.store.script.InspectOperation;
import io.seatlock.store.script.KeyName;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compares seats with their keys by the script's {@code inspect} operation, in batches, and collects the differences.
 */
final class Inspection {

  /** Most seats in one command. Group commit limits how many commands are sent in one call. */
  static final int MAX_SEATS_PER_COMMAND = 50;

  /** Most commands in flight. It limits the memory that a check of millions of seats needs. */
  private static final int MAX_PENDING_COMMANDS = 256;

  private final boolean repair;

  private final Differences differences;

  private final List<Pending> pending = new ArrayList<>();

  Inspection(boolean repair, Differences differences) {
    this.repair = repair;
    this.differences = differences;
  }

  /**
   * Compares seats, without waiting for the result.
   *
   * @param user in whose holdings the seats were found; empty if they were found elsewhere
   */
  void inspect(Partition partition, String user, List<FoundSeat> seats) {
    inspect(partition, user, seats, _ -> {});
  }

  /**
   * As {@link #inspect(Partition, String, List)}.
   *
   * @param found receives the state of each seat in its hash, at the latest in {@link #finish}
   */
  void inspect(Partition partition, String user, List<FoundSeat> seats, Consumer<Found> found) {
    Map<String, List<FoundSeat>> byVenue = seats.stream().collect(Collectors.groupingBy(FoundSeat::venueId));
    byVenue.values().forEach(ofVenue -> {
      for (int from = 0; from < ofVenue.size(); from += MAX_SEATS_PER_COMMAND) {
        submit(partition, user, ofVenue.subList(from, Math.min(from + MAX_SEATS_PER_COMMAND, ofVenue.size())), found);
      }
    });
  }

  private void submit(Partition partition, String user, List<FoundSeat> seats, Consumer<Found> found) {
    pending.add(new Pending(partition, seats, found, new InspectOperation(partition).submit(repair, user,
        seats.getFirst().venueId(),
        seats.stream().map(seat -> new InspectOperation.Named(seat.field(), seat.name())).toList())));
    if (pending.size() >= MAX_PENDING_COMMANDS) {
      finish();
    }
  }

  /** Checks the generation of a plan to which this key belongs, and waits for the result. */
  void inspect(Partition partition, KeyName key) {
    new InspectOperation(partition).plan(repair, key.venueId(), key.generation())
        .forEach(difference -> differences.add(Difference.of(Difference.Kind.valueOf(difference.kind()),
            partition.keys().plan(key.venueId()), difference.key(), difference.found(), difference.wanted(),
            difference.repaired())));
  }

  /** Waits for the results of all seats. */
  void finish() {
    pending.forEach(this::read);
    pending.clear();
  }

  private void read(Pending answered) {
    InspectOperation.Inspected inspected = new InspectOperation(answered.partition()).await(answered.reply());
    for (int i = 0; i < inspected.seats().size(); i++) {
      FoundSeat seat = answered.seats().get(i);
      InspectOperation.Seat state = inspected.seats().get(i);
      answered.found().accept(new Found(seat, state.version(), state.status(), inspected.at()));
      state.differences().forEach(difference -> differences.add(difference(seat, difference)));
    }
  }

  private static Difference difference(FoundSeat seat, InspectOperation.SeatDifference difference) {
    Difference.Kind kind = Difference.Kind.valueOf(difference.kind());
    return Difference.of(kind, kind == Difference.Kind.WRONG_TYPE ? difference.key() : seat.name(), difference.key(),
        difference.found(), difference.wanted(), difference.repaired());
  }

  /**
   * @param version 0 if nothing is stored of the seat, -1 if it can't be read
   * @param status empty if it can't be read
   * @param at Redis' time when it was read
   */
  record Found(FoundSeat seat, long version, String status, Instant at) {}

  private record Pending(Partition partition, List<FoundSeat> seats, Consumer<Found> found,
      CompletableFuture<Reply> reply) {}
}
