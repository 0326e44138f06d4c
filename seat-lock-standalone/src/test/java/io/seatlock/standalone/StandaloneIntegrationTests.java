package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.standalone.Program.Ports;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/** The program as a user runs it: started, stopped, killed, started again. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandaloneIntegrationTests {

  private static final List<String> FAILURES = List.of(" WARN ", " ERROR ", "Exception");

  /** What the embedded broker writes when it is late itself, and a producer that may wait only a second for it. */
  private static final List<String> LATE_DURING_STOP = List.of(
      "sent a heartbeat request but received error REQUEST_TIMED_OUT",
      "force close the producer since pending requests could not be completed within timeout");

  private static final Pattern TOO_LATE = Pattern.compile("(?i)timed[ _]out|TimeoutException|(did|does) not answer|"
      + "has not acknowledged|DisconnectException|RedisHandshakeHandler not registered");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Ports ports = Ports.free();

  private final List<Program> started = new ArrayList<>();

  @TempDir
  private Path dataDir;

  /** For the Kafka client in this JVM; the program configures its own logging. */
  @BeforeAll
  static void logLittle() {
    LoggingSystem.get(StandaloneIntegrationTests.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }

  @Test
  void dataSurvivesAnOrderlyStopAndNothingKeepsRunning() throws Exception {
    Program first = start(ports, dataDir);
    String welcome = first.awaitWelcome();
    assertThat(welcome)
        .containsPattern("Redis     localhost:" + ports.redis() + "  (Redis|Valkey) \\d+\\.\\d+")
        .contains("Kafka     localhost:" + ports.kafka())
        .contains("Data      " + dataDir)
        .contains("curl -s localhost:" + ports.web() + "/locks")
        .contains("redis-cli --raw -p " + ports.redis())
        .contains("kcat -b localhost:" + ports.kafka());
    assertThat(pages(welcome)).hasSize(4).allMatch(Program::exists);
    assertThat(first.lockSeat()).contains("LOCKED");
    assertThat(lockedEvents()).hasSize(1);
    ProcessHandle redis = first.redis();
    first.terminate();
    assertNothingRuns(redis);
    assertNothingWentWrong(first);

    Program second = start(ports, dataDir);
    second.awaitWelcome();
    assertThat(second.seatStatus()).contains("\"lockedBy\":\"u123\"");
    ProcessHandle secondRedis = second.redis();
    second.interrupt();
    assertNothingRuns(secondRedis);
    assertThat(second.redisLog()).contains("Received SIGTERM").doesNotContain("SIGINT");
    assertNothingWentWrong(second);
  }

  @LongRunning
  @Test
  void killLosesNothingAndTheNextStartTakesItsPortsAgain() throws Exception {
    Program killed = start(ports, dataDir);
    killed.awaitWelcome();
    assertThat(killed.lockSeat()).contains("LOCKED");
    assertThat(lockedEvents()).hasSize(1);
    ProcessHandle orphan = killed.redis();
    killed.kill();
    assertThat(isRunning(orphan)).isTrue();

    Program next = start(ports, dataDir);
    next.awaitWelcome();
    assertThat(isRunning(orphan)).isFalse();
    assertThat(next.seatStatus()).contains("\"lockedBy\":\"u123\"");
    assertThat(lockedEvents()).hasSize(1);
    ProcessHandle redis = next.redis();
    next.terminate();
    assertNothingRuns(redis);
  }

  @LongRunning
  @Test
  void locksAreRefusedAfterALossOfDataUntilItIsConfirmed() throws Exception {
    Program first = start(ports, dataDir);
    first.awaitWelcome();
    assertThat(first.lockSeat()).contains("LOCKED");
    // From this record the next start knows that there was a store.
    assertThat(recordsOf("seat.lock.store")).isNotEmpty();
    first.terminate();
    FileSystemUtils.deleteRecursively(dataDir.resolve("redis"));

    Program second = start(ports, dataDir);
    second.awaitWelcome();
    // The answer does not name the reason while Redis is late.
    String answer = await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(second::lockSeatOnce,
        it -> it.contains("operator") || it.contains("LOCKED"));
    assertThat(answer).contains("UNAVAILABLE", "operator");

    assertThat(second.confirmStore()).contains("lost its seats", "Confirmed");
    assertThat(second.lockSeat()).contains("LOCKED");
    second.terminate();
  }

  @LongRunning
  @AnyRedis
  @Test
  void secondProgramOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
    Program first = start(ports, dataDir);
    first.awaitWelcome();
    Program second = start(Ports.free(), dataDir);
    assertThat(second.awaitFailure()).contains("APPLICATION FAILED TO START", "uses the data in");
    assertThat(second.exitCode()).isNotZero();
    assertThat(first.lockSeat()).contains("LOCKED");
    ProcessHandle redis = first.redis();
    first.terminate();
    assertNothingRuns(redis);
  }

  @AnyRedis
  @Test
  void takenWebPortIsReportedAndNoServerKeepsRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(ports.web(), 1, InetAddress.getLoopbackAddress())) {
      Program program = start(ports, dataDir);
      assertThat(program.awaitFailure())
          .contains("Port " + taken.getLocalPort() + " was already in use");
      assertThat(program.exitCode()).isNotZero();
    }
    assertThat(LoopbackPorts.isFree(ports.redis())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.kafka())).isTrue();
  }

  @Test
  void demoTokensAreAcceptedAndNobodyWithoutOne() throws Exception {
    Program program = start(ports, dataDir, "--demo-tokens");
    assertThat(program.awaitWelcome()).contains("Tokens    " + dataDir.resolve("tokens") + ": ann, bob, boss, shop");
    assertThat(program.lockSeat()).contains("UNAUTHORIZED");
    assertThat(program.lockSeatAs("ann")).contains("\"status\":\"LOCKED\"");
    assertThat(program.lockSeatAs("bob")).contains("SEAT_LOCKED");
    assertThat(program.lockSeatAs("shop")).contains("userId is missing");
    assertThat(Files.getPosixFilePermissions(dataDir.resolve("tokens").resolve("ann")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(program.sendBroken("GET /locks?lockId=broken-secret&[] HTTP/1.1")).contains("BAD_REQUEST");
    assertThat(lockedEvents()).hasSize(1);
    program.terminate();
    assertNothingWentWrong(program);
    assertThat(program.outputAfterWelcome()).doesNotContain("broken-secret");
  }

  private Program start(Ports chosen, Path folder, String... more) throws IOException {
    Program program = Program.start(chosen, folder, more);
    started.add(program);
    return program;
  }

  @AfterEach
  void leaveNothing() {
    started.forEach(Program::destroy);
  }

  private static List<URI> pages(String welcome) {
    return Pattern.compile("http://\\S+")
        .matcher(welcome)
        .results()
        .map(page -> URI.create(page.group()))
        .toList();
  }

  /**
   * The servers end after the service, so nothing in the service fails during the shutdown. Before it, a server may
   * answer too late for the service's time-outs where other builds need the processors, but nothing else may fail. A
   * test that locks a seat waits for the event before the stop, since Kafka, too, may be late.
   */
  private static void assertNothingWentWrong(Program program) {
    String stop = program.outputOfTheStop();
    assertThat(stop).contains("Graceful shutdown complete");
    assertThat(stop.lines().filter(line -> LATE_DURING_STOP.stream().noneMatch(line::contains)))
        .noneMatch(StandaloneIntegrationTests::isFailure);
    assertThat(program.outputAfterWelcome().lines().filter(line -> !TOO_LATE.matcher(line).find()))
        .noneMatch(StandaloneIntegrationTests::isFailure);
  }

  private static boolean isFailure(String line) {
    return FAILURES.stream().anyMatch(line::contains);
  }

  private void assertNothingRuns(ProcessHandle redis) {
    assertThat(isRunning(redis)).isFalse();
    assertThat(LoopbackPorts.isFree(ports.web())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.redis())).isTrue();
    assertThat(LoopbackPorts.isFree(ports.kafka())).isTrue();
  }

  /** False for a zombie, which has no command any more. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private List<String> lockedEvents() {
    return recordsOf("seat.locked");
  }

  /** The distinct records of a topic, when there is one: after a kill the service may send an event again. */
  private List<String> recordsOf(String topic) {
    List<String> values = new CopyOnWriteArrayList<>();
    try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()),
        List.of(topic), record -> values.add(new String(record.value(), StandardCharsets.UTF_8)))) {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> !values.isEmpty() && reader.isAtEnd());
    }
    return values.stream().distinct().toList();
  }
}
