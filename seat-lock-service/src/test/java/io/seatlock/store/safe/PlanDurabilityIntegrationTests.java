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

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private SafeInstance instance;

  private Plans plans;

  @BeforeEach
  void venueWithAPlan() {
    pair.reset();
    instance = new SafeInstance(pair.address(), 1, Duration.ofMillis(500));
    instance.probeOnce();
    plans = TestPlans.of(instance.partitions());
    TestPlans.put(plans, seat("A", 1));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private void assertNotAcknowledged(Runnable change) {
    pair.replica().pause();
    assertThatThrownBy(change::run).isInstanceOf(SeatsUnavailable.class);
    pair.replica().resume();
    await().untilAsserted(() -> {
      instance.probeOnce();
      assertThat(instance.status().reasons()).isEmpty();
    });
    change.run();
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

    assertThat(TestPlans.put(plans, seat("A", 2))).isEmpty();
  }
}
