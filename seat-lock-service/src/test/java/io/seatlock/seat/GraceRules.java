package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.request;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paid in time, known too late: with {@link #GRACE}, the last holder may still buy for a while. */
public interface GraceRules extends Stage {

  /** Longer than a few commands take on a busy machine. */
  LockLimits GRACE = new LockLimits(null, null, null, Duration.ofSeconds(5), 5);

  @Test
  default void lastHolderBuysWithinTheGrace() {
    SeatState held = dead("ann", A1);

    Outcome.Done sold = done(sell(by("ann"), A1));

    SeatState seat = sold.seats().getFirst();
    assertThat(seat).isEqualTo(new SeatState(A1, Status.FINALIZED, "ann", held.lockId(), null, seat.version()));
    assertThat(now(A1)).isEqualTo(seat);
    assertThat(announced()).containsExactly("locked", "unlocked expired", "finalized");
    assertThat(events()).extracting(event -> Long.parseLong(event.get("version"))).isSorted().doesNotHaveDuplicates();
    assertThat(lastEvent()).isEqualTo(Map.of("kind", "finalized", "seat", "hall:A:1", "userId", "ann",
        "at", String.valueOf(sold.at().toEpochMilli()), "version", String.valueOf(seat.version())));
  }

  @Test
  default void soDoesHeWhenTheEndWasAnnouncedBefore() {
    SeatState held = dead("ann", A1);
    done(new SeatCommand.Expire(A1));

    assertThat(state(sell(with(held.lockId()), A1)).userId()).isEqualTo("ann");
    assertThat(announced()).containsExactly("locked", "unlocked expired", "finalized");
  }

  @Test
  default void soDoesHeOverKafkaWhateverTheRecordsAge() {
    dead("ann", A1);
    SeatCommand late = new SeatCommand.Finalize(group(A1), by("ann"), request("r1", done(Commands.look(A1)).at()));

    done(late);
    done(late);

    assertThat(announced()).containsExactly("locked", "unlocked expired", "finalized", "finalized");
  }

  @Test
  default void recordThatIsOlderThanTheLockBuysNothingUnlessItShowsTheLockId() {
    Request old = request("r1", done(Commands.look(A1)).at().minusMillis(1));
    SeatState held = dead("ann", A1);

    assertThat(refusal(new SeatCommand.Finalize(group(A1), by("ann"), old))).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
    assertThat(state(new SeatCommand.Finalize(group(A1), with(held.lockId()), old)).userId()).isEqualTo("ann");
  }

  @Test
  default void afterTheGraceHeIsToldWhenTheLockEnded() {
    SeatState held = dead("ann", A1);
    pass(GRACE.lateFinalize());

    assertThat(refused(sell(by("ann"), A1)))
        .containsExactly(new Outcome.Conflict(A1, Refusal.LOCK_EXPIRED, held.expiresAt()));
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
  }

  @Test
  default void nobodyElseBuysWithinTheGrace() {
    SeatState held = dead("ann", A1);

    assertThat(refusal(sell(by("bob"), A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(sell(new Proof("bob", held.lockId()), A1))).isEqualTo(Refusal.NOT_LOCKED);
    assertThat(refusal(sell(new Proof("ann", "stranger"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void whoeverLocksTheSeatWithinTheGraceHasIt() {
    dead("ann", A1);
    SeatState bobs = locked("bob", A1);

    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_THE_HOLDER);
    assertThat(now(A1)).isEqualTo(bobs);
    done(unlock(by("bob"), A1));
    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void whatWasGivenBackIsNotBoughtWithinTheGrace() {
    locked("ann", A1);
    done(unlock(by("ann"), A1));

    assertThat(refusal(sell(by("ann"), A1))).isEqualTo(Refusal.NOT_LOCKED);
  }

  @Test
  default void graceIsForSalesOnly() {
    SeatState held = dead("ann", A1);

    assertThat(refusal(extend(by("ann"), LONG, A1))).isEqualTo(Refusal.LOCK_EXPIRED);
    assertThat(refusal(unlock(with(held.lockId()), A1))).isEqualTo(Refusal.LOCK_EXPIRED);
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
    assertThat(locked("bob", A1).userId()).isEqualTo("bob");
  }

  @Test
  default void groupIsBoughtLateAsAWholeOrNotAtAll() {
    done(lock("ann", SHORT, A1, A2));
    pass(SHORT);
    locked("bob", A2);

    assertThat(refused(sell(by("ann"), A1, A2)))
        .containsExactly(new Outcome.Conflict(A2, Refusal.NOT_THE_HOLDER, null));
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);

    done(unlock(by("bob"), A2));
    locked("ann", A2);
    assertThat(done(sell(by("ann"), A1, A2)).seats()).extracting(SeatState::status).containsOnly(Status.FINALIZED);
  }

  @Test
  default void seatThatIsNoLongerInThePlanIsNotBoughtLate() {
    plan(A1, A2);
    dead("ann", A1);
    assertThat(plan(A2)).isEmpty();

    assertThat(refused(sell(by("ann"), A1))).containsExactly(new Outcome.Conflict(A1, Refusal.SEAT_UNKNOWN, null));
    assertThat(now(A1).status()).isEqualTo(Status.AVAILABLE);
  }
}
