package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.store.LogLines;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One topic does not take events; those of all others go on, each sent once, and nothing is lost or turned round. */
@AnyRedis
@LongRunning
@OwnServers
class TopicTroubleIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** As many as would hold up the others for 60 s, if each event waited for its missing topic. */
  private static final int FINALIZED = 30;

  private static final Duration NOT_HELD_UP = Duration.ofSeconds(45);

  private static final int SEATS = 120;

  private Deployment deployment;

  private TopicAdmin topics;

  private String venue;

  private String stream;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), KafkaSettings.temporary().with(TopicAdmin.WITH_RIGHTS));
    topics = new TopicAdmin(deployment.kafkaProcess().bootstrapServers());
  }

  @AfterAll
  void stop() {
    topics.close();
    deployment.close();
  }

  @BeforeEach
  void newVenue() {
    venue = Deployment.newVenue();
    stream = deployment.redis().key(venue, "seat-outbox");
    // All topics exist and an event has gone through, so that nothing else is in the way.
    deployment.rest().lock(venue, "Z", "1", "u1", 600);
    deployment.awaitEmptyOutbox();
  }

  private void lockAll() {
    lockAll("A");
  }

  private void lockAll(String row) {
    IntStream.range(0, SEATS).forEach(seat -> assertThat(
        deployment.rest().lock(venue, row, "" + seat, "u" + seat, 600).status()).isEqualTo(200));
  }

  private void unlockAll() {
    IntStream.range(0, SEATS).forEach(seat -> assertThat(deployment.rest().send("DELETE", "/locks",
        Rest.json("venueId", venue, "row", "A", "seat", "" + seat)).status()).isEqualTo(200));
  }

  private static void soon(BooleanSupplier condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
  }

  private List<String> outboxHealths() {
    return deployment.services().stream().map(service -> service.rest().get("/actuator/health").json()
        .at("/components/outbox").toString()).toList();
  }

  private boolean isDegraded(String because) {
    return outboxHealths().stream().anyMatch(health -> health.contains("DEGRADED") && health.contains(because));
  }

  private boolean isUp() {
    return outboxHealths().stream().allMatch(health -> health.contains("\"UP\""));
  }

  private void assertEachOnce(String topic, int count) {
    assertThat(deployment.events(venue)).filteredOn(event -> event.topic().equals(topic)).as(topic).hasSize(count)
        .extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  void topicThatMayNotBeWrittenDelaysOnlyItsOwnEvents() {
    topics.forbidWriting("seat.locked");
    try (LogLines log = deployment.log("io.seatlock.relay")) {
      delaysOnlyItsOwn("TopicAuthorizationException", topics::allowEverything);
      assertThat(log.lines()).filteredOn(line -> line.contains("TopicAuthorizationException")).hasSize(1).first()
          .asString().startsWith("WARN Events for seat.locked wait in the outbox");
    } finally {
      topics.allowEverything();
    }
  }

  @Test
  void topicThatIsTooSmallForAllItsRecordsDelaysOnlyThem() {
    topics.limitRecords("seat.locked", 100);
    try (LogLines log = deployment.log("io.seatlock.relay")) {
      delaysOnlyItsOwn("larger than the topic takes", () -> topics.limitRecords("seat.locked", 1_000_000));
      assertThat(log.lines()).filteredOn(line -> line.contains("seat.locked") && line.contains("larger")).hasSize(1);
    } finally {
      topics.limitRecords("seat.locked", 1_000_000);
    }
  }

  /** {@code seat.locked} is the one that is not taken. */
  private void delaysOnlyItsOwn(String because, Runnable repair) {
    long locked = topics.count("seat.locked");
    long unlocked = topics.count("seat.unlocked");
    lockAll();
    unlockAll();
    soon(() -> topics.count("seat.unlocked") - unlocked == SEATS);
    soon(() -> deployment.redis().commands().xlen(stream) == SEATS);
    soon(() -> isDegraded(because));
    lockAll();
    assertThat(topics.count("seat.locked")).isEqualTo(locked);

    repair.run();
    soon(() -> topics.count("seat.locked") - locked == 2 * SEATS);
    soon(this::isUp);
    assertThat(topics.count("seat.unlocked") - unlocked).as("each was sent once").isEqualTo(SEATS);
    assertEachOnce("seat.locked", 2 * SEATS + 1);
    new History(deployment.events(venue)).assertOneHolderAtATime();
  }

  @Test
  void recordThatIsTooLargeDelaysOnlyThoseUnderItsKey() {
    String rejected = "seat.lock.rejected";
    long before = topics.count(rejected);
    lockAll();
    topics.limitRecords(rejected, 1000);
    try {
      request("big", "seats", IntStream.range(0, 50).mapToObj(seat -> Map.of("row", "A", "seat", "" + seat)).toList());
      request("same key", "row", "A", "seat", "0");
      IntStream.range(1, 50).forEach(seat -> request("other key", "row", "A", "seat", "" + seat));

      soon(() -> topics.count(rejected) - before == 49);
      soon(() -> isDegraded("larger than the topic takes"));
      assertThat(deployment.redis().commands().xlen(stream)).isEqualTo(2);
    } finally {
      topics.limitRecords(rejected, 1_000_000);
    }
    soon(() -> topics.count(rejected) - before == 51);
    assertThat(deployment.events(venue)).filteredOn(
        event -> event.topic().equals(rejected) && (venue + ":A:0").equals(event.key()))
        .extracting(event -> event.get("requestId")).containsExactly("big", "same key");
  }

  private void request(String id, Object... seats) {
    Object[] rest = {"venueId", venue, "userId", "eve", "requestId", id};
    deployment.kafka().send("seat.lock.requested", venue,
        Rest.json(Stream.concat(Stream.of(rest), Stream.of(seats)).toArray()));
  }

  @Test
  void topicThatVanishesDelaysOnlyItsOwnEvents() {
    // It would create the topic again, within 15 s.
    deployment.stop("topics");
    try {
      vanishingTopicDelaysOnlyItsOwnEvents();
    } finally {
      deployment.start("topics");
    }
  }

  private void vanishingTopicDelaysOnlyItsOwnEvents() {
    long unlocked = topics.count("seat.unlocked");
    topics.delete("seat.finalized");
    lockAll();
    IntStream.range(0, FINALIZED).forEach(seat -> deployment.rest().post("/seats/finalize",
        Rest.json("venueId", venue, "row", "A", "seat", "" + seat, "userId", "u" + seat)));
    IntStream.range(FINALIZED, SEATS).forEach(seat -> deployment.rest().send("DELETE", "/locks",
        Rest.json("venueId", venue, "row", "A", "seat", "" + seat)));

    await().atMost(NOT_HELD_UP).until(() -> topics.count("seat.unlocked") - unlocked == SEATS - FINALIZED);
    soon(() -> isDegraded("seat.finalized"));
    assertThat(deployment.redis().commands().xlen(stream)).isEqualTo(FINALIZED);

    topics.create(List.of("seat.finalized"));
    soon(() -> topics.count("seat.finalized") == FINALIZED);
    soon(this::isUp);
    deployment.awaitEmptyOutbox();
    assertThat(topics.count("seat.unlocked") - unlocked).isEqualTo(SEATS - FINALIZED);
  }

  @Test
  void topicsThatAreMissingFromTheBeginningDelayOnlyTheirOwnEvents() {
    try (RealRedis redis = RealRedis.start();
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        TopicAdmin admin = new TopicAdmin(kafka.bootstrapServers())) {
      admin.create(List.of("seat.lock.requested", "seat.finalize", "seat.locked"));
      try (RunningService service = RunningService.start(redis.servers(), kafka.bootstrapServers(),
          "seat-lock.topics.create=false")) {
        for (int seat = 0; seat < SEATS; seat++) {
          String lockId = service.rest().lock("hall", "A", "" + seat, "u1", 600).get("lockId");
          service.rest().unlock("hall", "A", "" + seat, lockId);
        }
        soon(() -> admin.count("seat.locked") == SEATS);
        soon(() -> redis.outboxLength() == SEATS);
        admin.create(List.of("seat.unlocked"));
        soon(() -> admin.count("seat.unlocked") == SEATS);
        soon(() -> redis.outboxLength() == 0);
        assertThat(admin.count("seat.locked")).isEqualTo(SEATS);
      }
    }
  }
}
