package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.standalone.Program.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** The program as a user meets it: started, stopped, killed, started again. */
class StandaloneIntegrationTests {

  private final Ports ports = Ports.free();

  /** Kafka and its clients in this JVM, not in the program, which sets up its own logging. */
  @BeforeAll
  static void logLittle() {
    LoggingSystem.get(StandaloneIntegrationTests.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }

  @TempDir
  private Path dataDir;

  @Test
  void dataSurvivesAnOrderlyStopAndNothingKeepsRunning() throws Exception {
    Program first = Program.start(ports, dataDir);
    assertThat(first.awaitWelcome())
        .contains("http://localhost:" + ports.web() + "/swagger-ui.html")
        .containsPattern("Redis     localhost:" + ports.redis() + "  (Redis|Valkey) \\d+\\.\\d+")
        .contains("Kafka     localhost:" + ports.kafka())
        .contains("Data      " + dataDir)
        .contains("curl localhost:" + ports.web() + "/locks")
        .contains("redis-cli -p " + ports.redis())
        .contains("kcat -b localhost:" + ports.kafka());
    assertThat(first.lockSeat()).contains("LOCKED");
    ProcessHandle redis = first.redis();
    first.terminate();
    assertNothingRuns(redis);

    Program second = Program.start(ports, dataDir);
    second.awaitWelcome();
    assertThat(second.seatStatus()).contains("\"lockedBy\":\"u123\"");
    ProcessHandle secondRedis = second.redis();
    second.interrupt();
    assertNothingRuns(secondRedis);
  }

  @Test
  void killLosesNothingAndTheNextStartTakesItsPortsAgain() throws Exception {
    Program killed = Program.start(ports, dataDir);
    killed.awaitWelcome();
    assertThat(killed.lockSeat()).contains("LOCKED");
    assertThat(lockedEvents()).hasSize(1);
    ProcessHandle orphan = killed.redis();
    killed.kill();
    assertThat(isRunning(orphan)).isTrue();

    Program next = Program.start(ports, dataDir);
    next.awaitWelcome();
    assertThat(isRunning(orphan)).isFalse();
    assertThat(next.seatStatus()).contains("\"lockedBy\":\"u123\"");
    assertThat(lockedEvents()).hasSize(1);
    ProcessHandle redis = next.redis();
    next.terminate();
    assertNothingRuns(redis);
  }

  @Test
  void secondProgramOnTheSameDataSaysSoAndLeavesTheFirstAlone() throws Exception {
    Program first = Program.start(ports, dataDir);
    first.awaitWelcome();
    Program second = Program.start(Ports.free(), dataDir);
    assertThat(second.awaitFailure()).contains("APPLICATION FAILED TO START", "uses the data in");
    assertThat(second.exitCode()).isNotZero();
    assertThat(first.lockSeat()).contains("LOCKED");
    ProcessHandle redis = first.redis();
    first.terminate();
    assertNothingRuns(redis);
  }

  @Test
  void takenWebPortIsSaidAndEndsEverything() throws Exception {
    try (ServerSocket taken = new ServerSocket(ports.web(), 1, InetAddress.getLoopbackAddress())) {
      Program program = Program.start(ports, dataDir);
      assertThat(program.awaitFailure())
          .contains("Port " + taken.getLocalPort() + " was already in use");
      assertThat(program.exitCode()).isNotZero();
    }
    assertThat(LoopbackPorts.isFree(ports.redis())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.kafka())).isTrue();
  }

  @Test
  void namedServersAreUsedAndNoneIsStarted() throws Exception {
    try (RedisProcess redis = RedisProcess.start(RedisSettings.temporary());
        KafkaBroker kafka = KafkaBroker.start(KafkaSettings.temporary())) {
      Program program = Program.start(
          ports,
          dataDir,
          "--spring.data.redis.port=" + redis.port(),
          "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers());
      assertThat(program.awaitWelcome())
          .contains("redis-cli -p " + redis.port())
          .contains("kcat -b " + kafka.bootstrapServers());
      assertThat(program.lockSeat()).contains("LOCKED");
      program.terminate();
      assertThat(dataDir).isEmptyDirectory();
    }
  }

  private void assertNothingRuns(ProcessHandle redis) {
    assertThat(isRunning(redis)).isFalse();
    assertThat(LoopbackPorts.isFree(ports.web())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.redis())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.kafka())).isTrue();
  }

  /** A process that ended and only waits to be collected has no command any more. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private List<String> lockedEvents() {
    Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka(), "auto.offset.reset",
        "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor("seat.locked").stream()
          .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
          .toList();
      consumer.assign(partitions);
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(10));
      return StreamSupport.stream(records.spliterator(), false)
          .map(ConsumerRecord::value)
          .toList();
    }
  }
}
