package io.seatlock.seat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a command. A refusal is an answer too; only an outage is an exception. */
public sealed interface Outcome {

  /** When the command was judged, by Redis' clock, in whole milliseconds. */
  Instant at();

  /** The command was carried out (or had been, by the same holder); the seats as they are now, in its order. */
  record Done(Instant at, List<SeatState> seats) implements Outcome {}

  /** The record that asked had been answered before, so nothing was done. */
  record Answered(Instant at) implements Outcome {}

  /** Nothing was changed; every seat that stood in the way, in the command's order. */
  record Refused(Instant at, List<Conflict> conflicts) implements Outcome {

    /** The refusal to show when only one can be shown: the gravest. */
    public Conflict gravest() {
      return conflicts.stream().min(Comparator.comparing(Conflict::code)).orElseThrow();
    }
  }

  /** @param expiresAt when the seat's present lock ends, if a live lock is the reason */
  record Conflict(SeatId seat, Refusal code, @Nullable Instant expiresAt) {}
}
