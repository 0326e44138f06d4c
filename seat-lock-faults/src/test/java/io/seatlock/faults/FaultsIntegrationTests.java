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
import org.junit.jupiter.params.provider.CsvSource;

/** The short version of {@code mvn -Pfaults verify}: the promises, not the figures. */
class FaultsIntegrationTests {

  private static final long SEED = Long.getLong("faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

  @ParameterizedTest
  @CsvSource({"bit-of-everything, 0.34", "fail-over-safe, 0.1"})
  void promisesHold(String name, double scale) {
    System.out.printf("The seed of %s is %d (-Dfaults.seed=%d repeats it)%n", name, SEED, SEED);
    Director director = new Director(ServiceCode.REAL, Path.of("target/faults-short"), false, _ -> {});

    Outcome outcome = director.run(schedule(name, new Scale(scale)));

    System.out.printf("%s: %s%n", name, outcome.findings());
    assertThat(outcome.problems()).as("seed %d", SEED).isEmpty();
    assertThat(outcome.findings().grants()).isPositive();
  }

  private static Schedule schedule(String name, Scale scale) {
    return Schedules.all(SEED, scale).filter(schedule -> schedule.name().equals(name)).findFirst().orElseThrow();
  }
}
