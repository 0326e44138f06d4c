package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Plans;
import io.seatlock.plan.Plans.Put;
import io.seatlock.plans.ExamplePlans;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InitialPlansTests {

  private final List<String> calls = new ArrayList<>();

  private final AtomicInteger computed = new AtomicInteger();

  private byte[] example() {
    computed.incrementAndGet();
    return ExamplePlans.hall(1, 2);
  }

  /** @param etag of the plan that each venue has; null for none */
  private Plans plans(@Nullable String etag) {
    return (Plans) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Plans.class},
        (_, method, _) -> {
          calls.add(method.getName());
          return method.getName().equals("etag") ? etag : new Put.Stored("e", true);
        });
  }

  @Test
  void venueWithoutAPlanGetsTheExample() {
    InitialPlans.put(plans(null), "theatre", this::example);

    assertThat(calls).containsExactly("etag", "put");
  }

  @Test
  void nothingIsComputedForAVenueThatHasOne() {
    InitialPlans.put(plans("e"), "theatre", this::example);

    assertThat(calls).containsExactly("etag");
    assertThat(computed).hasValue(0);
  }
}
