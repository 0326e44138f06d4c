package io.seatlock.seat;

import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.lockList;
import static io.seatlock.seat.Commands.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import org.junit.jupiter.api.Test;

/** Locks that would leave a single free seat, if that was found out before. */
interface OrphanRules extends Stage {

  @Test
  default void lockThatWouldLeaveASeatAloneIsRefused() {
    assertThat(refused(lock("ann", LONG, A1, A2).withOrphan(A3))).containsExactly(
        new Outcome.Conflict(A1, Refusal.ORPHAN_SEAT, null), new Outcome.Conflict(A2, Refusal.ORPHAN_SEAT, null));
    assertThat(events()).isEmpty();
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void everyOtherReasonIsSaidFirst() {
    SeatState held = locked("bob", A1);

    assertThat(refused(lock("ann", LONG, A1, A2).withOrphan(A3)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.SEAT_LOCKED, held.expiresAt()));
    locked("eve", Commands.seat("F", 1), Commands.seat("F", 2), Commands.seat("F", 3), Commands.seat("F", 4),
        Commands.seat("F", 5));
    assertThat(refusal(lock("eve", LONG, B1).withOrphan(A3))).isEqualTo(Refusal.SEAT_LIMIT_REACHED);
  }

  @Test
  default void repeatedLockIsNotRefused() {
    SeatState held = locked("ann", A2);

    assertThat(state(lock("ann", LONG, A2).withOrphan(A1))).isEqualTo(held);
    assertThat(state(lockList("ann", LONG, A2).withOrphan(A1))).isEqualTo(held);
  }

  @Test
  default void requestThatWouldLeaveASeatAloneIsRejected() {
    refused(lock("ann", LONG, request("r1", done(Commands.look(A1)).at()), group(A2)).withOrphan(A1));

    assertThat(lastEvent()).containsEntry("kind", "lock-rejected")
        .containsEntry("conflicts", "[[0,\"ORPHAN_SEAT\",0]]").containsEntry("orphan", A1.field());
  }
}
