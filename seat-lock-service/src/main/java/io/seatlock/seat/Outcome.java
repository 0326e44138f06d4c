package io.seatlock.seat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a command. A refusal is a result too; only an outage and damaged data are exceptions. */
public sealed interface Outcome {

  /** When the command was decided, by Redis' clock, in whole milliseconds. */
  Instant at();

  /**
   * The command was carried out, or the same holder had already carried it out. The seats are as they are now, in the
   * command's order.
   */
  record Done(Instant at, List<SeatState> seats) implements Outcome {}

  /** The request record had been answered already, so nothing was done. */
  record Answered(Instant at) implements Outcome {}

  /** Nothing was changed. The conflicts name every seat for which the command was refused, in the command's order. */
  record Refused(Instant at, List<Conflict> conflicts) implements Outcome {

    /** The most severe conflict, for answers that can show only one. */
    public Conflict mostSevere() {
      return conflicts.stream().min(Comparator.comparing(Conflict::code)).orElseThrow();
    }
  }

  /**
   * @param expiresAt when the lock or the pause that is the reason ends; for {@code LOCK_EXPIRED} when it ended; null
   *     for other codes
   */
  record Conflict(SeatId seat, Refusal code, @Nullable Instant expiresAt) {}
}
