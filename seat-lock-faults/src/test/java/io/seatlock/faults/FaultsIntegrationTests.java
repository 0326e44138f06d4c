package io.seatlock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.schedule.Director;
import io.seatlock.faults.schedule.Outcome;
import io.seatlock.faults.schedule.Scale;
import io.seatlock.faults.schedule.Schedule;
import io.seatlock.faults.schedule.Schedules;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short version of {@code mvn -Pfaults verify}: the promises, not the figures. */
class FaultsIntegrationTests {

  private static final Scale SHORT = new Scale(0.34);

  private static final long SEED = Long.getLong("faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

  @ParameterizedTest
  @ValueSource(strings = "bit-of-everything")
  void promisesHold(String name) {
    System.out.printf("The seed of %s is %d (-Dfaults.seed=%d repeats it)%n", name, SEED, SEED);
    Director director = new Director(ServiceCode.REAL, Path.of("target/faults-short"), _ -> {});

    Outcome outcome = director.run(schedule(name));

    System.out.printf("%s: %s%n", name, outcome.findings());
    assertThat(outcome.problems()).as("seed %d", SEED).isEmpty();
    assertThat(outcome.findings().grants()).isPositive();
  }

  private static Schedule schedule(String name) {
    return Schedules.all(SEED, SHORT).filter(schedule -> schedule.name().equals(name)).findFirst().orElseThrow();
  }
}
