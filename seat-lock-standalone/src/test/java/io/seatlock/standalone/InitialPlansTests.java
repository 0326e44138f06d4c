package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.plan.Plans;
import io.seatlock.plan.Plans.Put;
import io.seatlock.plans.ExamplePlans;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InitialPlansTests {

  private final List<String> calls = new CopyOnWriteArrayList<>();

  private final InitialPlans initialPlans = new InitialPlans(new EmbeddedServers());

  private final CountDownLatch called = new CountDownLatch(1);

  private final CountDownLatch answered = new CountDownLatch(1);

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
          called.countDown();
          answered.await();
          return method.getName().equals("etag") ? etag : new Put.Stored("e", true);
        });
  }

  @Test
  void stopWaitsForTheCallInProgressAndNoneFollows() throws Exception {
    initialPlans.start(plans(null));
    called.await();
    CompletableFuture<Void> stop = CompletableFuture.runAsync(initialPlans::stop, Thread::startVirtualThread);
    // Storing the arena has taken more than five seconds on a slow machine.
    assertThatThrownBy(() -> stop.get(6, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    answered.countDown();

    stop.get(10, TimeUnit.SECONDS);
    assertThat(calls).containsExactly("etag");
  }

  @Test
  void venueWithoutAPlanGetsTheExample() {
    answered.countDown();
    initialPlans.put(plans(null), "theatre", this::example);

    assertThat(calls).containsExactly("etag", "put");
  }

  @Test
  void nothingIsComputedForAVenueThatHasOne() {
    answered.countDown();
    initialPlans.put(plans("e"), "theatre", this::example);

    assertThat(calls).containsExactly("etag");
    assertThat(computed).hasValue(0);
  }
}
