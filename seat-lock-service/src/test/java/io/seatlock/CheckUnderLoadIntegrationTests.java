package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.Check;
import io.seatlock.store.Checks;
import io.seatlock.store.Difference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While users lock, give back, extend, buy and let expire, the check finds nothing, since nothing is wrong. */
@ExtendWith(SharedDeployment.class)
class CheckUnderLoadIntegrationTests {

  private static final int CHECKS = 40;

  private static final int MOST_CHECKS = 2000;

  private final Deployment deployment;

  private final String venue = Deployment.newVenue();

  CheckUnderLoadIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void runningServiceGivesNoFalseAlarm() {
    List<Difference> told = new ArrayList<>();
    long events = 0;
    int checks = 0;
    try (Checks check = new Checks(deployment.redis().servers());
        Load load = new Load(venue, deployment::rest);
        Load another = new Load(Deployment.newVenue(), deployment::rest)) {
      while (checks < CHECKS || (events == 0 && checks < MOST_CHECKS)) {
        Check.Result result = check.check().run(checks % 2 == 1, told::add);
        events += result.events();
        checks++;
      }
      assertThat(load.count(Load.Call::isGrant)).isGreaterThan(CHECKS);
      assertThat(another.count(Load.Call::isGrant)).isGreaterThan(CHECKS);
    }
    assertThat(told).isEmpty();
    assertThat(events).as("events that were met while they waited").isPositive();
  }
}
