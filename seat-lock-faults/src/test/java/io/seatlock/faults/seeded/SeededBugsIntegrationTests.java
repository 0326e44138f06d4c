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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * In each scenario the checker catches the bug, and reports nothing about the real service. The tests mostly wait, so
 * some run in parallel. They share one Kafka unless they kill it.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeededBugsIntegrationTests {

  @AutoClose
  private static final Broker SHARED = new Broker();

  @TempDir
  private Path folder;

  /** A Kafka broker and a reader of its topics. */
  private record Broker(KafkaProcess kafka, EventTopics topics) implements AutoCloseable {

    Broker() {
      this(KafkaProcess.start(KafkaSettings.temporary().with(Map.of("log.message.timestamp.type", "LogAppendTime"))));
    }

    private Broker(KafkaProcess kafka) {
      this(kafka, new EventTopics(kafka.bootstrapServers()));
    }

    @Override
    public void close() {
      topics.close();
      kafka.close();
    }
  }

  @ParameterizedTest
  @FieldSource("io.seatlock.faults.seeded.SeededBug#ALL")
  void bugIsCaught(SeededBug bug) throws IOException {
    Findings findings = perform(bug, bug.code(folder.resolve("edited")), bug.name());

    assertThat(findings.count(bug.caughtAs())).as(findings.toString()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("io.seatlock.faults.seeded.SeededBug#ALL")
  void realServiceIsNotReported(SeededBug bug) throws IOException {
    perform(bug, ServiceCode.REAL, "real-" + bug.name()).assertNone();
  }

  private Findings perform(SeededBug bug, ServiceCode code, String venue) throws IOException {
    if (!bug.equals(SeededBug.POP_THEN_PUSH_RELAY)) {
      return perform(bug, code, venue, SHARED);
    }
    try (Broker own = new Broker()) {
      return perform(bug, code, venue, own);
    }
  }

  private Findings perform(SeededBug bug, ServiceCode code, String venue, Broker broker) throws IOException {
    try (SeededRun run = new SeededRun(venue, code, bug.settings(), broker.kafka().bootstrapServers(), folder)) {
      Scenario.of(bug).run(run, broker.kafka());
      return run.findings(broker.topics());
    }
  }

  @Test
  void bugsHaveDistinctNames() {
    assertThat(SeededBug.ALL).extracting(SeededBug::name).doesNotHaveDuplicates().hasSize(8);
  }
}
