package io.seatlock.store.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deadlines of one partition: due.lua and postpone.lua. */
public record DeadlineOperations(Partition partition) {

  /**
   * Reads the seats whose deadline has passed, without changing anything.
   *
   * @param most upper limit for the number of seats
   */
  public Due due(int most) {
    Reply reply = partition.call(new ScriptCommand("due", List.of(), List.of(String.valueOf(most))));
    return new Due(reply.at(), reply.instantOrNull(2), reply.texts(3));
  }

  /**
   * Moves the deadlines of seats that can't be expired, so that they do not block the others.
   *
   * @param by from now, by Redis' clock
   * @param seats names of the seats, {@code venueId:row:seat}
   */
  public void postpone(Duration by, List<String> seats) {
    List<String> args = new ArrayList<>(List.of(String.valueOf(by.toMillis()), String.valueOf(seats.size())));
    args.addAll(seats);
    partition.call(new ScriptCommand("postpone", List.of(), args));
  }

  /**
   * @param at Redis' time
   * @param next the first deadline that is not due yet; null if there is none
   * @param seats the names of the seats that are due, earliest first
   */
  public record Due(Instant at, @Nullable Instant next, List<String> seats) {}
}
