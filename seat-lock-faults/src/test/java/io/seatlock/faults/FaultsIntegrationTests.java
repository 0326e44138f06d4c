package io.seatlock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.run.Outcome;
import io.seatlock.faults.run.ScheduleRunner;
import io.seatlock.faults.schedule.Scale;
import io.seatlock.faults.schedule.Schedule;
import io.seatlock.faults.schedule.Schedules;
import io.seatlock.testkit.BesideOthers;
import io.seatlock.testkit.process.ServiceCode;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The short version of {@code mvn -Pfaults verify}: the guarantees, not the figures. */
@BesideOthers
class FaultsIntegrationTests {

  private static final String SCHEDULE = "bit-of-everything";

  private static final Scale SMALL = new Scale(0.125);

  private static final long SEED = Long.getLong("faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

  @Test
  void guaranteesHold() {
    System.out.printf("The seed of %s is %d (-Dfaults.seed=%d repeats it)%n", SCHEDULE, SEED, SEED);
    Schedule schedule = Schedules.all(SEED, SMALL).filter(each -> each.name().equals(SCHEDULE)).findFirst()
        .orElseThrow();

    Outcome outcome = new ScheduleRunner(ServiceCode.REAL, Path.of("target/faults-short"), false, _ -> {})
        .run(schedule);

    System.out.printf("%s: %s%n", SCHEDULE, outcome.findings());
    assertThat(outcome.problems()).as("seed %d", SEED).isEmpty();
    assertThat(outcome.findings().grants()).isPositive();
  }
}
