package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.store.LogLines;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A dead letter that can't be written harms nobody but itself. */
@AnyRedis
@LongRunning
@OwnServers
class DeadLettersIntegrationTests {

  private static final String LOCK = "seat.lock.requested";

  private static final String DEAD = "seat.lock.requested-dlt";

  /** Generous, since the machine may be busy; what waits for a dead letter takes ten seconds and more. */
  private static final Duration SOON = Duration.ofSeconds(9);

  private final String venue = Deployment.newVenue();

  private Deployment deployment;

  private RealKafka kafka;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), "seat-lock.topics.create=true");
    kafka = deployment.kafka();
    kafka.awaitTopics();
    // From now on nobody makes a topic that is missing.
    deployment.stopService();
    deployment.services().set(0, deployment.startAnother("seat-lock.topics.create=false"));
    awaitReader();
  }

  /** The group waits for a reader that left without a word, as the first one may have, until its session ends. */
  private void awaitReader() {
    kafka.send(LOCK, null, Rest.json("venueId", venue, "row", "A", "seat", "0", "userId", "u0"));
    await().atMost(Duration.ofMinutes(1))
        .until(() -> "LOCKED".equals(deployment.rest().status(venue, "A", "0").get("status")));
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void compactedTopicTakesARecordThatHadNoKey() throws Exception {
    configure("cleanup.policy", "compact");
    try {
      kafka.send(LOCK, null, "no JSON");
      assertLockServed("1");
      kafka.awaitRequestsServed();

      assertThat(kafka.all()).filteredOn(Event::isDead).filteredOn(event -> event.id().isEmpty())
          .extracting(Event::key).filteredOn(key -> key != null && key.matches("seat\\.lock\\.requested/\\d/\\d+"))
          .hasSize(1);
    } finally {
      configure("cleanup.policy", "delete");
    }
  }

  @Test
  void oneThatIsTooLargeIsCountedAndTheOthersAreWritten() throws Exception {
    configure("max.message.bytes", "2000");
    double before = lost();
    try {
      kafka.sendTogether(LOCK, venue, "x".repeat(60_000), "no JSON", "x".repeat(60_000), lock("2"));
      awaitLocked("2");
      kafka.awaitRequestsServed();

      assertThat(kafka.deadLetters(venue)).extracting(Event::value).contains("no JSON");
      assertThat(lost()).isEqualTo(before + 2);
    } finally {
      configure("max.message.bytes", "8388608");
    }
  }

  @Test
  void missingTopicHoldsUpNoRequestAndLettersAreGivenUpAfterAWhile() throws Exception {
    kafka.admin().deleteTopics(List.of(DEAD)).all().get();
    double before = lost();
    // The line is written by a thread that the services of this JVM share.
    try (LogLines log = LogLines.ofAll("io.seatlock.requests.DeadLetterCount")) {
      kafka.sendTogether(LOCK, venue, IntStream.range(0, 60).mapToObj(_ -> "no JSON").toArray(String[]::new));
      assertLockServed("3");
      kafka.awaitRequestsServed();

      assertThat(lost()).isEqualTo(before + 60);
      await().atMost(Duration.ofSeconds(70)).pollInterval(Duration.ofSeconds(1))
          .until(() -> !deployment.rest().get("/actuator/health").json()
              .at("/components/kafka/details/topics/" + DEAD).isMissingNode());
      // In one line, or on a busy machine the rest in another one, a minute later.
      await().atMost(Duration.ofSeconds(75)).untilAsserted(() -> assertThat(log.lines())
          .filteredOn(line -> line.startsWith("ERROR") && line.contains("seat.lock.requested partition"))
          .hasSizeBetween(1, 2).extracting(DeadLettersIntegrationTests::offsets).satisfies(
              counts -> assertThat(counts.stream().mapToInt(count -> count).sum()).isEqualTo(60)));
    } finally {
      kafka.admin().createTopics(List.of(new NewTopic(DEAD, 3, (short) 1))).all().get();
    }
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofSeconds(1)).until(() -> {
      kafka.send(LOCK, venue, "no JSON again");
      return kafka.deadLetters(venue).stream().anyMatch(event -> "no JSON again".equals(event.value()));
    });
  }

  /** How many offsets a line of the log names. */
  private static int offsets(String line) {
    return Pattern.compile("(\\d+) offsets|offset \\d").matcher(line).results()
        .mapToInt(found -> found.group(1) == null ? 1 : Integer.parseInt(found.group(1))).sum();
  }

  private void assertLockServed(String seat) {
    kafka.send(LOCK, venue, lock(seat));
    awaitLocked(seat);
  }

  private void awaitLocked(String seat) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50))
        .until(() -> deployment.rest().status(venue, "A", seat).get("lockedBy").equals("u1"));
  }

  private String lock(String seat) {
    return Rest.json("venueId", venue, "row", "A", "seat", seat, "userId", "u1");
  }

  private double lost() {
    return deployment.rest().get("/actuator/prometheus").text().lines()
        .filter(line -> line.startsWith("seat_lock_dead_letters_total") && line.contains("\"lost\"")
            && line.contains("\"" + LOCK + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
  }

  private void configure(String name, String value) throws ExecutionException, InterruptedException {
    kafka.admin().incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, DEAD),
        List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)))).all().get();
  }
}
