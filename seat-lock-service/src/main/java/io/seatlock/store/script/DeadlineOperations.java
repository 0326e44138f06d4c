package io.seatlock.store.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deadlines of one partition: due.lua and postpone.lua. */
public record DeadlineOperations(Partition partition) {

  /** @param most how many seats at most */
  public Due due(int most) {
    Reply reply = partition.call(new ScriptCommand("due", List.of(), List.of(String.valueOf(most))));
    return new Due(reply.at(), reply.instantOrNull(2), reply.texts(3));
  }

  /** @param seats names of seats whose deadlines are looked at again after this time */
  public void postpone(Duration by, List<String> seats) {
    List<String> args = new ArrayList<>(List.of(String.valueOf(by.toMillis()), String.valueOf(seats.size())));
    args.addAll(seats);
    partition.call(new ScriptCommand("postpone", List.of(), args));
  }

  /**
   * @param at Redis' time
   * @param next the first deadline that is not due yet; null if there is none
   * @param seats the names of seats that are due, the earliest first
   */
  public record Due(Instant at, @Nullable Instant next, List<String> seats) {}
}
