package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.extend;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.request;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.unlock;
import static io.seatlock.seat.Commands.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Proof;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.Seats;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that are too old or from the future, and locks that come too soon. */
@SharedRedis
class LateRequestsIntegrationTests {

  private static final SeatId A1 = seat("A", 1);

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Duration LONG = Duration.ofMinutes(10);

  private static final RecordSettings RECORDS = RecordSettings.DEFAULTS;

  private final TestRedis redis = TestRedis.emptied();

  private final Seats seats = TestRedis.seats(redis.partitions(
      new CommandLimits(new LockLimits(null, null, null, Duration.ofHours(1), 0), new HolderSettings(0, PAUSE),
          GrowthSettings.DEFAULTS, RECORDS),
      ClockedScript.source()));

  private Instant now = ClockedScript.START;

  LateRequestsIntegrationTests() {
    ClockedScript.set(redis, now);
  }

  @AfterEach
  void booksAgree() {
    new ConsistencyAssertions(redis.commands()).check();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    ClockedScript.set(redis, now);
  }

  private SeatState done(SeatCommand command) {
    Outcome outcome = seats.perform(command);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).seats().getFirst();
  }

  private Outcome.Conflict refused(SeatCommand command) {
    Outcome outcome = seats.perform(command);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).conflicts().getFirst();
  }

  private SeatCommand.Finalize sale(Proof proof, Instant sentAt) {
    return new SeatCommand.Finalize(group(A1), proof, request("r1", sentAt));
  }

  @Test
  void saleThatIsOlderThanTheLimitIsNotExecutedThoughTheLockLives() {
    SeatState held = done(lock("ann", LONG, A1));
    Instant asked = now;
    pass(Duration.ofMinutes(9));
    done(extend(by("ann"), Duration.ofMinutes(15), A1));
    pass(Duration.ofMinutes(6));
    assertThat(refused(sale(by("bob"), asked)).code()).isEqualTo(Refusal.NOT_THE_HOLDER);
    pass(Duration.ofMillis(1));

    assertThat(refused(sale(by("ann"), asked)).code()).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(refused(sale(with(held.lockId()), asked)).code()).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(done(look(A1)).status()).isEqualTo(SeatState.Status.LOCKED);
    done(sale(by("ann"), asked.plusMillis(1)));
  }

  @Test
  void saleOfADayAgoIsNotExecuted() {
    Instant yesterday = now.minus(Duration.ofDays(1));
    String lockId = done(lock("ann", LONG, A1)).lockId();

    assertThat(refused(sale(by("ann"), yesterday)).code()).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(refused(sale(with(lockId), yesterday)).code()).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(done(look(A1)).status()).isEqualTo(SeatState.Status.LOCKED);
  }

  @Test
  void lateSaleMustNotBeTooOldEither() {
    done(lock("ann", LONG, A1));
    Instant asked = now;
    pass(Duration.ofMinutes(15).plusMillis(1));

    assertThat(refused(sale(by("ann"), asked)).code()).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(done(sale(by("ann"), now)).status()).isEqualTo(SeatState.Status.FINALIZED);
  }

  @Test
  void repeatedSaleIsAnsweredAsTheFirstTimeHoweverOldItIs() {
    done(lock("ann", LONG, A1));
    SeatCommand sale = sale(by("ann"), now);
    SeatState sold = done(sale);
    pass(Duration.ofDays(3));

    assertThat(done(sale)).isEqualTo(sold);
  }

  @Test
  void recordFromTheFutureIsNotExecuted() {
    Instant future = now.plus(RECORDS.clockSkew()).plusMillis(1);
    assertThat(refused(lock("ann", LONG, request("r1", future), group(A1))).code())
        .isEqualTo(Refusal.REQUEST_FROM_FUTURE);
    assertThat(done(look(A1)).status()).isEqualTo(SeatState.Status.AVAILABLE);

    done(lock("ann", LONG, request("r2", future.minusMillis(1)), group(A1)));
    assertThat(refused(sale(by("ann"), future)).code()).isEqualTo(Refusal.REQUEST_FROM_FUTURE);
    assertThat(done(look(A1)).status()).isEqualTo(SeatState.Status.LOCKED);
    done(sale(by("ann"), future.minusMillis(1)));
  }

  @Test
  void whoLetALockEndWaitsBeforeLockingTheSameSeatAgain() {
    SeatState held = done(lock("ann", LONG, A1));
    pass(LONG);
    Instant mayAgain = Objects.requireNonNull(held.expiresAt()).plus(PAUSE);

    Outcome.Conflict conflict = refused(lock("ann", LONG, A1));
    assertThat(conflict.code()).isEqualTo(Refusal.LOCK_PAUSED);
    assertThat(conflict.expiresAt()).isEqualTo(mayAgain);
    pass(PAUSE.minusMillis(1));
    assertThat(refused(lock("ann", LONG, A1)).code()).isEqualTo(Refusal.LOCK_PAUSED);
    pass(Duration.ofMillis(1));
    done(lock("ann", LONG, A1));
  }

  @Test
  void whoGaveALockBackWaitsTooAndOthersDoNot() {
    done(lock("ann", LONG, A1));
    done(unlock(by("ann"), A1));

    assertThat(refused(lock("ann", LONG, A1)).code()).isEqualTo(Refusal.LOCK_PAUSED);
    done(lock("ann", LONG, seat("A", 2)));
    done(lock("bob", LONG, A1));
  }

  @Test
  void afterAReleasedSaleNobodyWaits() {
    done(lock("ann", LONG, A1));
    done(sale(by("ann"), now));
    done(new SeatCommand.Release(group(A1), by("ann")));

    done(lock("ann", LONG, A1));
  }
}
