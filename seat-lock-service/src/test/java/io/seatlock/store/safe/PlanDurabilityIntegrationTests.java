package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.plan.Plans;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.TestPair;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.testkit.BesideOthers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of a plan that no replica has is not acknowledged; it can be repeated. */
@BesideOthers
class PlanDurabilityIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private SafeInstance instance;

  private Plans plans;

  @BeforeEach
  void venueWithAPlan() {
    pair.reset();
    instance = new SafeInstance(pair.address(), 1, Duration.ofMillis(500));
    plans = TestPlans.of(instance.partitions());
    awaitConfirmed(() -> TestPlans.put(plans, seat("A", 1)));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  /** Repeats the change while the replica is late, as it may be on a busy machine. */
  private void awaitConfirmed(Runnable change) {
    await().atMost(SOON).ignoreExceptionsMatching(SeatsUnavailable.class::isInstance).untilAsserted(() -> {
      instance.probeOnce();
      change.run();
    });
  }

  private void assertNotAcknowledged(Runnable change) {
    pair.replica().pause();
    assertThatThrownBy(change::run).isInstanceOf(SeatsUnavailable.class);
    pair.replica().resume();
    awaitConfirmed(change);
  }

  @Test
  void planThatIsRemoved() {
    assertNotAcknowledged(() -> plans.delete("hall"));

    assertThat(plans.find("hall")).isNull();
  }

  @Test
  void planThatIsPutForTheSecondTime() {
    assertNotAcknowledged(() -> TestPlans.put(plans, seat("A", 1)));
  }

  @Test
  void planThatIsReplaced() {
    assertNotAcknowledged(() -> TestPlans.put(plans, seat("A", 2)));

    awaitConfirmed(() -> assertThat(TestPlans.put(plans, seat("A", 2))).isEmpty());
  }
}
