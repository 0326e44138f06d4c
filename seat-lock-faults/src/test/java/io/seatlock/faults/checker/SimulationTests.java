package io.seatlock.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.checker.ModelService.Bug;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Rule;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checker reports nothing about a correct service, and reports a broken one whenever its bug has changed a result.
 */
class SimulationTests {

  private static final int SEEDS = 1_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void correctServiceIsNeverReported(boolean faulty) {
    AtomicLong repetitions = new AtomicLong();
    long lost = LongStream.range(0, SEEDS).parallel().map(seed -> {
      Simulation simulation = new Simulation(seed, Bug.NONE, faulty).run();
      Findings findings = simulation.findings();
      assertThat(findings.isClean()).as("seed %d: %s", seed, findings).isTrue();
      repetitions.addAndGet(simulation.repetitions());
      return findings.grantsLostByFailOver();
    }).sum();

    assertThat(lost > 0).as("%d grants lost", lost).isEqualTo(faulty);
    assertThat(repetitions).hasValueGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @CsvSource({
      "ENDS_FOREIGN_LOCKS, FOREIGN_OR_LATE",
      "EXPIRES_WHOEVER_HOLDS, EARLY_EXPIRY",
      "EXPIRES_EARLY, EARLY_EXPIRY",
      "GRANTS_HELD_SEATS, OVERLAP",
      "GRANTS_SOLD_SEATS, OVERLAP",
      "GRANTS_ANEW_TO_THE_HOLDER, OVERLAP",
      "SELLS_AFTER_THE_DEADLINE, FOREIGN_OR_LATE",
      "LOCKS_PART_OF_A_GROUP, WRONG_ANSWER",
      "LOSES_EVENTS, LOST_EVENT",
      "FORGETS_THE_EXPIRED, ORDER",
      "COUNTS_VERSIONS, VERSION_REGRESSION",
      "SHOWS_DEAD_LOCKS, WRONG_ANSWER",
      "DOES_NOT_UNLOCK, LOST_EVENT",
      "REPEATS_FOR_ANYBODY, LOST_EVENT",
      "REPEATS_EXPIRIES, LOST_EVENT"})
  void brokenServiceIsReportedWheneverItsBugHasTakenEffect(Bug bug, Rule rule) {
    Set<Rule> rules = ConcurrentHashMap.newKeySet();
    long shown = LongStream.range(0, 200).parallel().filter(seed -> {
      Simulation simulation = new Simulation(seed, bug, false).run();
      Findings findings = simulation.findings();
      rules.addAll(findings.counts().keySet());
      assertThat(simulation.timesShown() > 0 && findings.isClean()).as("seed %d", seed).isFalse();
      return simulation.timesShown() > 0;
    }).count();
    assertThat(shown).isGreaterThan(20);
    assertThat(rules).contains(rule);
  }
}
