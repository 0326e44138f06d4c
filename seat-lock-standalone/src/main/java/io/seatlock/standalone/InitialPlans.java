package io.seatlock.standalone;

import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.seat.SeatsUnavailable;
import java.util.function.Supplier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Gives the venues {@code theatre} and {@code arena} their plans at the first start, so that the page shows a house at
 * once. Not in a Redis that the user named.
 */
final class InitialPlans implements ApplicationListener<ApplicationReadyEvent> {

  private final EmbeddedServers servers;

  InitialPlans(EmbeddedServers servers) {
    this.servers = servers;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    if (servers.redis().isPresent()) {
      Plans plans = event.getApplicationContext().getBean(Plans.class);
      // The larger one takes a moment, for which nobody has to wait.
      Thread.ofVirtual().name("initial-plans").start(() -> {
        put(plans, "theatre", ExamplePlans::theatre);
        put(plans, "arena", ExamplePlans::arena);
      });
    }
  }

  /** Whoever has a plan there keeps it; then nothing is computed. */
  static void put(Plans plans, String venueId, Supplier<byte[]> example) {
    try {
      if (plans.etag(venueId) != null) {
        return;
      }
      byte[] document = example.get();
      if (LayoutReader.read(document) instanceof PlanReading.Whole whole) {
        plans.put(venueId, document, whole.plan());
      }
    } catch (DamagedPlan byHand) {
      // It is for the one who wrote it to put another.
    } catch (SeatsUnavailable stopping) {
      // The page offers the plans, too.
    }
  }
}
