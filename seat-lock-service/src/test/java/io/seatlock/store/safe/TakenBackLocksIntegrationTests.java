package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.TestPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which locks are taken back in safe mode when the replica is lost, and which are not. */
class TakenBackLocksIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private SafeInstance instance;

  @BeforeEach
  void replicaFollowsAnEmptyPrimary() {
    pair.reset();
    instance = new SafeInstance(pair.address(), 1, Duration.ofSeconds(2));
    instance.awaitConfirming();
  }

  @AfterEach
  void close() {
    instance.close();
    new ConsistencyAssertions(pair.onPrimary()).check();
  }

  private void assertUnavailable(SeatCommand command) {
    assertThatThrownBy(() -> instance.seats().perform(command)).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining("replica");
  }

  private String seatA1() {
    return pair.onPrimary().hget("seats:hall", "A_1");
  }

  /** Its lock, event and answer are one step: the replica gets them all, or a fail-over loses them all. */
  @Test
  void lockOfARecordIsKeptForItsRetry() {
    Request request = new Request("r1", Instant.now(), "{}", new Request.Position("group/topic/0", 7, 7));
    SeatCommand asked = lock("ann", LONG, request, group(seat("A", 1)));
    pair.replica().pause();
    assertUnavailable(asked);

    pair.replica().resume();
    pair.awaitReplication();
    Outcome retried = await().ignoreExceptionsMatching(SeatsUnavailable.class::isInstance).until(() -> {
      instance.probeOnce();
      return instance.seats().perform(asked);
    }, _ -> true);

    assertThat(retried).isInstanceOf(Outcome.Answered.class);
    assertThat(seatA1()).contains("LOCKED");
    assertThat(pair.events()).containsExactly("locked hall:A:1 ann");
  }

  /** No sweep is running: the next lock finds the one that has expired. */
  @Test
  void lockIsTakenBackThoughARepeatedRequestGotTheOneBefore() {
    SeatCommand anns = lock("ann", Duration.ofSeconds(8), seat("A", 1));
    instance.seats().perform(anns);
    instance.seats().perform(anns);
    assertThat(seatA1()).contains("\"repeated\":true");
    await().atMost(Duration.ofSeconds(30)).until(() -> pair.onPrimary().exists("seatlock:hall:A:1") == 0);
    pair.replica().pause();

    assertUnavailable(lock("bob", LONG, seat("A", 1)));

    assertThat(seatA1()).contains("AVAILABLE");
  }
}
