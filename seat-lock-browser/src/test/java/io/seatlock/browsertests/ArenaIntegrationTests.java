package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plans.ExamplePlans;
import io.seatlock.testkit.LongRunning;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A venue with 20,000 seats under load. */
@LongRunning
class ArenaIntegrationTests {

  @RegisterExtension
  private final Chromium chromium = new Chromium();

  private final Site site = Site.open();

  @Test
  void twentyThousandSeatsAreDrawnWhileACrowdFillsThem() {
    site.putPlan("arena", ExamplePlans.arena());
    Window ann = chromium.window().open("arena", 300);
    assertThat((Integer) ann.evaluate("seatLock.house().plan.seats.length")).isEqualTo(20_000);
    ann.page().locator("#crowd input[name=rate]").fill("500");
    ann.page().locator("#crowd button[type=submit]").click();
    ann.page().waitForFunction("() => seatLock.house().states.counts[1] > 300");
    Object times = ann.evaluate("""
        (async () => {
          const times = [];
          let last = performance.now();
          const changes = () => seatLock.house().states.counts[0];
          const before = changes();
          while (times.length < 240) {
            const now = await new Promise(requestAnimationFrame);
            times.push(now - last);
            last = now;
          }
          times.sort((one, other) => one - other);
          return [times[120], times[228], times[239], before - changes()];
        })()""");
    System.out.println("Arena with a crowd, frame time p50, p95, max in ms, and seats taken meanwhile: " + times);
    assertThat(((Number) ((List<?>) times).get(3)).intValue()).isPositive();
    ann.page().waitForFunction("() => Number(document.querySelector('#crowd .grants').textContent) > 0");
    // The page shows the state that the store has.
    ann.page().locator("#crowd .stop").click();
    String sold = (String) ann.page().waitForFunction("""
        () => {
          const { plan, states } = seatLock.house();
          const seat = plan.seats.find(one => states.at(one.index) === 2);
          return seat && `${seat.row} ${seat.seat}`;
        }""").jsonValue();
    assertThat(site.status("arena", sold.split(" ")[0], sold.split(" ")[1])).contains("FINALIZED");
  }

  @AfterEach
  void stopCrowd() {
    site.call("DELETE", "/demo/crowd", null);
  }
}
