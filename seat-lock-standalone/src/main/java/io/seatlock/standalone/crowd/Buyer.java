package io.seatlock.standalone.crowd;

import io.seatlock.plan.PlanSeat;
import io.seatlock.seat.LockIds;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A simulated buyer. Locks some seats, waits a while, then buys them, unlocks them, or lets the lock expire. */
final class Buyer {

  private static final int SHORTEST_THINKING_MS = 1_000;

  private static final int LONGEST_THINKING_MS = 8_000;

  /** Longer than any thinking time, but short enough that whoever watches sees locks expire. */
  private static final Duration HOLD = Duration.ofSeconds(12);

  private static final int PERCENT_BUY = 60;

  private static final int PERCENT_GIVE_BACK = 15;

  private final Seats seats;

  private final String userId;

  private final SeatGroup group;

  Buyer(Seats seats, String userId, String venueId, List<PlanSeat> wanted) {
    this.seats = seats;
    this.userId = userId;
    this.group = new SeatGroup(wanted.stream().map(seat -> new SeatId(venueId, seat.row(), seat.seat())).toList(),
        true);
  }

  /** @return false if somebody was faster */
  boolean lock() {
    return seats.perform(new SeatCommand.Lock(group, userId, HOLD, LockIds.next(), null)) instanceof Outcome.Done;
  }

  long thinkingMs() {
    return ThreadLocalRandom.current().nextInt(SHORTEST_THINKING_MS, LONGEST_THINKING_MS);
  }

  void decide() {
    int percent = ThreadLocalRandom.current().nextInt(100);
    Proof proof = new Proof(userId, null);
    if (percent < PERCENT_BUY) {
      seats.perform(new SeatCommand.Finalize(group, proof, null));
    } else if (percent < PERCENT_BUY + PERCENT_GIVE_BACK) {
      seats.perform(new SeatCommand.Unlock(group, proof));
    }
  }
}
