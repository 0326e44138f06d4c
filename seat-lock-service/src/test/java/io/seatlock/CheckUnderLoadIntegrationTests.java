package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.check.Check;
import io.seatlock.check.Checks;
import io.seatlock.check.Difference;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * While users lock, give back and let expire, the check finds nothing, since nothing is wrong. In a Redis of its own it
 * looks at their seats only.
 */
@LongRunning
@OwnServers
class CheckUnderLoadIntegrationTests {

  private static final int CHECKS = 40;

  private static final int GRANTS = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @AutoClose
  private final Deployment deployment = new Deployment();

  private final String venue = Deployment.newVenue();

  @Test
  void runningServiceGivesNoFalseAlarm() {
    List<Difference> reported = new ArrayList<>();
    AtomicLong events = new AtomicLong();
    AtomicInteger checks = new AtomicInteger();
    try (Checks check = new Checks(deployment.redis().servers());
        Load load = new Load(venue, deployment::rest);
        Load another = new Load(Deployment.newVenue(), deployment::rest)) {
      await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
        Check.Result result = check.check().run(checks.getAndIncrement() % 2 == 1, reported::add);
        return events.addAndGet(result.events()) > 0 && checks.get() >= CHECKS && grants(load) > GRANTS
            && grants(another) > GRANTS;
      });
    }
    assertThat(reported).isEmpty();
  }

  private static long grants(Load load) {
    return load.count(Load.Call::isGrant);
  }
}
