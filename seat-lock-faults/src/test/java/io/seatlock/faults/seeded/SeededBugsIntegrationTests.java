package io.seatlock.faults.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.load.EventTopics;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.process.ServiceCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each scenario shows its bug, and shows nothing when the real service is in its place. */
class SeededBugsIntegrationTests {

  private static KafkaProcess kafka;

  private static EventTopics topics;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() {
    kafka = KafkaProcess.start(KafkaSettings.temporary().with(Map.of("log.message.timestamp.type", "LogAppendTime")));
    topics = new EventTopics(kafka.bootstrapServers());
  }

  @AfterAll
  static void end() {
    topics.close();
    kafka.close();
  }

  @ParameterizedTest
  @FieldSource("io.seatlock.faults.seeded.SeededBug#ALL")
  void bugIsCaught(SeededBug bug) throws IOException {
    Findings findings = perform(bug, bug.code(folder.resolve("edited")), bug.name());

    assertThat(findings.count(bug.caughtAs())).as(findings.toString()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("io.seatlock.faults.seeded.SeededBug#ALL")
  void realServiceIsNotAccused(SeededBug bug) throws IOException {
    perform(bug, ServiceCode.REAL, "real-" + bug.name()).assertNone();
  }

  private Findings perform(SeededBug bug, ServiceCode code, String venue) throws IOException {
    try (SeededRun run = new SeededRun(venue, code, bug.settings(), kafka.bootstrapServers(), folder)) {
      Scenario.of(bug).run(run, kafka);
      return run.findings(topics);
    }
  }

  @Test
  void bugsHaveNamesOfTheirOwn() {
    assertThat(SeededBug.ALL).extracting(SeededBug::name).doesNotHaveDuplicates().hasSize(8);
  }
}
