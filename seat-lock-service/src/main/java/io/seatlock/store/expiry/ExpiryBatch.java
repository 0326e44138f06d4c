package io.seatlock.store.expiry;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends the locks of one page of due seats. One command contains many seats, which costs Redis and the service far less
 * than a command for each seat. The number of seats in flight is limited. Commands are sent in order, so the command of
 * a user waits behind at most that many expiries, however many locks end at the same time. Used by one thread.
 */
final class ExpiryBatch {

  /** Most seats in one command. Such a command blocks Redis for other clients for about 2 ms. */
  static final int MAX_SEATS_PER_COMMAND = 64;

  /** Most seats in flight: two commands, so that the next one is already sent while Redis executes one. */
  static final int MAX_SEATS_IN_FLIGHT = 2 * MAX_SEATS_PER_COMMAND;

  private final Partition partition;

  private final Queue<Command> inFlight = new ArrayDeque<>();

  private int seatsInFlight;

  private final List<String> unusable = new ArrayList<>();

  private int failed;

  private @Nullable String firstFailure;

  private record Command(List<SeatId> seats, CompletableFuture<Reply> reply) {}

  private ExpiryBatch(Partition partition) {
    this.partition = partition;
  }

  /**
   * Ends the locks of these seats whose deadline has passed. Returns when all commands are answered.
   *
   * @param names {@code venueId:row:seat}, as in the index of deadlines; other texts become {@link #unusable}
   * @throws SeatsUnavailable if Redis did not answer in time
   */
  static ExpiryBatch of(Partition partition, List<String> names) {
    ExpiryBatch all = new ExpiryBatch(partition);
    all.commands(names).forEach(all::submit);
    while (!all.inFlight.isEmpty()) {
      all.finishOldest();
    }
    return all;
  }

  /** The names whose stored seat is damaged, or which are not seat names. */
  List<String> unusable() {
    return unusable;
  }

  /** The number of seats whose command failed in Redis, so that they have not expired. */
  int failed() {
    return failed;
  }

  /** The error reply to the first failed command; null if none failed. */
  @Nullable
  String firstFailure() {
    return firstFailure;
  }

  /** Groups the seats by venue, up to the limit of a command. */
  private List<List<SeatId>> commands(List<String> names) {
    Map<String, List<SeatId>> last = new LinkedHashMap<>();
    List<List<SeatId>> commands = new ArrayList<>();
    for (String name : names) {
      SeatId seat = parse(name);
      if (seat == null) {
        unusable.add(name);
        continue;
      }
      List<SeatId> seats = last.get(seat.venueId());
      if (seats == null || seats.size() == MAX_SEATS_PER_COMMAND) {
        seats = new ArrayList<>();
        last.put(seat.venueId(), seats);
        commands.add(seats);
      }
      seats.add(seat);
    }
    return commands;
  }

  private static @Nullable SeatId parse(String name) {
    try {
      return SeatId.parse(name);
    } catch (InvalidRequest noSeat) {
      return null;
    }
  }

  private void submit(List<SeatId> seats) {
    while (seatsInFlight + seats.size() > MAX_SEATS_IN_FLIGHT) {
      finishOldest();
    }
    inFlight.add(new Command(seats, partition.expire(seats)));
    seatsInFlight += seats.size();
  }

  private void finishOldest() {
    Command oldest = inFlight.remove();
    Reply reply = partition.awaitReply(oldest.reply());
    seatsInFlight -= oldest.seats().size();
    if (reply.isError()) {
      failed += oldest.seats().size();
      firstFailure = firstFailure == null ? String.valueOf(reply.error()) : firstFailure;
    } else if (!reply.isDone()) {
      reply.places().forEach(place -> unusable.add(oldest.seats().get(place).toString()));
    }
  }
}
