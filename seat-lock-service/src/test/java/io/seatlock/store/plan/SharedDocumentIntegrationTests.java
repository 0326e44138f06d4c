package io.seatlock.store.plan;

import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Plans;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever reads a plan slowly keeps its document meanwhile: a copy for each of them would fill the memory. */
@SharedRedis
class SharedDocumentIntegrationTests {

  private final TestRedis redis = TestRedis.emptied();

  private final Plans plans = TestPlans.of(redis.partitions(new LockLimits(null, null, null, null, 0)));

  private byte[] document(String venueId) {
    return Objects.requireNonNull(plans.document(venueId)).gzip();
  }

  @Test
  void allWhoReadADocumentHaveTheSame() {
    TestPlans.put(plans, seat("A", 1), seat("A", 2));
    byte[] first = document("hall");
    assertThat(document("hall")).isSameAs(first);

    TestPlans.put(plans, seat("A", 1));
    assertThat(document("hall")).isNotEqualTo(first);

    TestPlans.put(plans, seat("A", 1), seat("A", 2));
    assertThat(document("hall")).isSameAs(first);
  }
}
