package io.seatlock.standalone;

import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.seat.SeatsUnavailable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Stores plans for the venues {@code theatre} and {@code arena} at the first start, so that the page has something to
 * show. A Redis that the user has configured is left alone. A stop waits for the plan that is being stored and prevents
 * further ones.
 */
final class InitialPlans implements ApplicationListener<ApplicationEvent> {

  private final EmbeddedServers servers;

  private volatile boolean stopping;

  private volatile @Nullable Thread running;

  InitialPlans(EmbeddedServers servers) {
    this.servers = servers;
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    switch (event) {
      case ApplicationReadyEvent ready when servers.redis().isPresent() ->
        start(ready.getApplicationContext().getBean(Plans.class));
      case ContextClosedEvent _ -> stop();
      default -> {
      }
    }
  }

  void start(Plans plans) {
    // In the background, because computing the larger one takes a moment.
    running = Thread.ofVirtual().name("initial-plans").start(() -> {
      put(plans, "theatre", ExamplePlans::theatre);
      put(plans, "arena", ExamplePlans::arena);
    });
  }

  /**
   * Waits, because the connection to Redis is closed afterwards. There is no limit, since each step of storing a plan
   * has a time-out. All of them together can take several seconds on a slow machine.
   */
  void stop() {
    stopping = true;
    Thread last = running;
    if (last != null) {
      try {
        last.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Stores the example, unless the venue has a plan; then the example is not even computed. */
  void put(Plans plans, String venueId, Supplier<byte[]> example) {
    try {
      if (stopping || plans.etag(venueId) != null) {
        return;
      }
      byte[] document = example.get();
      if (LayoutReader.read(document) instanceof PlanReading.Valid valid && !stopping) {
        plans.put(venueId, document, valid.plan());
      }
    } catch (DamagedPlan byHand) {
      // The stored plan was edited by hand and is damaged. Replacing it is up to whoever did that.
    } catch (SeatsUnavailable away) {
      // The user can still choose the plans on the page.
    }
  }
}
