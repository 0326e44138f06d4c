package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.store.LogLines;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One entry of the outbox, or what stands beside it, is not as it should be; all events go on, each sent once. */
@LongRunning
@OwnServers
class OutboxTroubleIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(15);

  private static final int SEATS = 120;

  private Deployment deployment;

  private TopicAdmin topics;

  private String venue;

  private String stream;

  private String deadLetters;

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
    deadLetters = deployment.redis().key(venue, "seat-outbox-dead");
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

  static List<Map<String, String>> unsendable() {
    Map<String, String> locked = Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann", "at", "1", "version",
        "1", "expiresAt", "2");
    Map<String, String> rejected = Map.of("kind", "lock-rejected", "key", "k", "id", "i", "body", "{}", "at", "1",
        "conflicts", "[[0,\"SEAT_LOCKED\",5]]");
    return List.of(Map.of("by", "hand"), with(locked, "kind", "looked"), with(locked, "seat", "hall"),
        with(locked, "seat", ""), with(locked, "version", "99999999999999999999"), with(locked, "at", "soon"),
        with(locked, "expiresAt", "9007199254740993"), with(rejected, "body", "{oops"), with(rejected, "body", "[]"),
        with(rejected, "conflicts", "[oops"), with(rejected, "conflicts", "[]"));
  }

  @Test
  void entryThatCanNotBeSentIsPutAsideAndHarmsNoOther() {
    long before = topics.count("seat.locked");
    List<Map<String, String>> bad = unsendable();
    try (LogLines log = deployment.log("io.seatlock.relay")) {
      for (Map<String, String> entry : bad) {
        deployment.rest().lock(venue, "A", "" + bad.indexOf(entry), "u1", 600);
        deployment.redis().commands().xadd(stream, entry);
      }
      deployment.rest().lock(venue, "A", "last", "u1", 600);

      deployment.awaitEmptyOutbox();
      soon(() -> deployment.redis().commands().xlen(deadLetters) == bad.size());
      assertEachOnce("seat.locked", bad.size() + 2);
      assertThat(topics.count("seat.locked") - before).isEqualTo(bad.size() + 1);
      assertThat(deployment.redis().commands().xrange(deadLetters, Range.unbounded())).allSatisfy(
          letter -> assertThat(letter.getBody()).containsKeys("dead-id", "dead-reason", "dead-at"));
      soon(() -> isDegraded("deadLettersByPartition"));
      soon(() -> deployment.service().rest().get("/actuator/prometheus").text().lines()
          .anyMatch(line -> line.startsWith("seat_lock_outbox_dead{") && line.endsWith("} " + bad.size() + ".0")));
      assertThat(aboutDeadLetters(log)).hasSize(1).first().asString().startsWith("ERROR");

      deployment.redis().commands().del(deadLetters);
      soon(this::isUp);
      soon(() -> aboutDeadLetters(log).size() == 2);
      assertThat(aboutDeadLetters(log).getLast()).startsWith("INFO No dead letters");
    }
  }

  @Test
  void entryThatCanNotEvenBePutAsideHarmsNoOther() {
    deployment.redis().commands().set(deadLetters, "something else");
    try (LogLines log = deployment.log("io.seatlock.relay")) {
      deployment.redis().commands().xadd(stream, Map.of("by", "hand"));
      lockAll();
      soon(() -> deployment.redis().commands().xlen(stream) == 1);
      assertThat(aboutDeadLetters(log)).hasSize(1).first().asString().startsWith("ERROR").contains("can't be moved");
      soon(() -> isDegraded("deadLettersByPartition"));
    } finally {
      deployment.redis().commands().del(deadLetters, stream);
    }
    assertEachOnce("seat.locked", SEATS + 1);
  }

  /** As after a fail-over to a server that lacks the last events and whose clock is behind. */
  @Test
  void eventsWithLowerIdsThanThoseUnderWayAreNotRemovedUnsent() {
    deployment.kafkaProcess().pause();
    List<StreamMessage<String, String>> lost;
    try {
      lockAll();
      lost = entries();
      lockAll("B");
      List<StreamMessage<String, String>> all = entries();
      assertThat(all).hasSize(2 * SEATS);
      deployment.redis().commands().del(stream);
      all.subList(SEATS, all.size()).forEach(entry -> deployment.redis().commands().xadd(stream,
          new XAddArgs().id(lost.get(all.indexOf(entry) - SEATS).getId()), entry.getBody()));
    } finally {
      deployment.kafkaProcess().resume();
    }

    deployment.awaitEmptyOutbox();
    assertThat(deployment.events(venue)).extracting(Event::key).contains(
        IntStream.range(0, SEATS).mapToObj(seat -> venue + ":B:" + seat).toArray(String[]::new));
  }

  private List<StreamMessage<String, String>> entries() {
    return deployment.redis().commands().xrange(stream, Range.unbounded());
  }

  /** Redis' clock was set back by an hour just before the holder of the lease died. */
  @Test
  void deadHoldersLeaseIsTakenSoonThoughItsTimesLieAhead() {
    deployment.stop("relays");
    long ahead = deployment.redis().timeMillis() + Duration.ofHours(1).toMillis();
    deployment.redis().commands().zadd(deployment.redis().key(venue, "seat-outbox-instances"), (double) ahead, "dead");
    deployment.redis().commands().psetex(deployment.redis().key(venue, "seat-outbox-lease"),
        Duration.ofHours(1).toMillis(), "dead");
    deployment.rest().lock(venue, "A", "1", "u1", 600);

    deployment.start("relays");

    soon(() -> deployment.redis().outboxLength() == 0);
  }

  private static List<String> aboutDeadLetters(LogLines log) {
    return log.lines().stream().filter(line -> line.contains("dead letters")).toList();
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return changed;
  }
}
