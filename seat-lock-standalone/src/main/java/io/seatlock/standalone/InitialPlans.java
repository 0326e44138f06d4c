package io.seatlock.standalone;

import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Gives the venues {@code theatre} and {@code arena} their plans at the first start, so that the page shows a house at
 * once. Not in a Redis that the user named. A stop waits for the call in progress, and no further one is made.
 */
final class InitialPlans implements ApplicationListener<ApplicationEvent> {

  /** A call to Redis ends by its own time-out before this. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final EmbeddedServers servers;

  private volatile boolean stopping;

  private @Nullable Thread running;

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
    // The larger one takes a moment, for which nobody has to wait.
    running = Thread.ofVirtual().name("initial-plans").start(() -> {
      put(plans, "theatre", ExamplePlans::theatre);
      put(plans, "arena", ExamplePlans::arena);
    });
  }

  /** The connection to Redis closes after this. */
  void stop() {
    stopping = true;
    if (running != null) {
      try {
        running.join(STOP_LIMIT);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whoever has a plan there keeps it; then nothing is computed. */
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
      // It is for the one who wrote it to put another.
    } catch (SeatsUnavailable away) {
      // The page offers the plans, too.
    }
  }
}
