package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.store.RedisServers;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request over Kafka that can't be carried out harms no other, and each is answered exactly once. */
@AnyRedis
@LongRunning
@OwnServers
class RequestsHoldUpNobodyIntegrationTests {

  private static final String LOCK = "seat.lock.requested";

  /** Generous, since the machine may be busy; what is held up takes ten seconds and more. */
  private static final Duration SOON = Duration.ofSeconds(9);

  /** For what is not held up by a request. */
  private static final Duration LATER = Duration.ofSeconds(60);

  private final String venue = Deployment.newVenue();

  private Deployment deployment;

  private RedisServers redis;

  private RealKafka kafka;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), "spring.data.redis.timeout=3s");
    redis = deployment.redis().servers();
    kafka = deployment.kafka();
    kafka.send(LOCK, venue, lock(venue, "first"));
    kafka.awaitRequestsServed();
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{oops", "", "[]", "null", "{\"status\":\"AVAILABLE\"}",
      "{\"status\":\"LOCKED\",\"version\":1}",
      "{\"status\":7,\"version\":1}"})
  void damagedSeatIsRejectedOnceAndTheOthersAreServed(String damage) {
    String hall = Deployment.newVenue();
    deployment.redis().commands().hset(deployment.redis().seats(hall), "A_1", damage);

    kafka.sendTogether(LOCK, hall, lock(hall, "1"), lock(hall, "2"), lock(hall, "3"));
    await().atMost(SOON).until(() -> deployment.rest().status(hall, "A", "3").get("lockedBy").equals("u1"));
    kafka.awaitRequestsServed();

    assertThat(deployment.events(hall)).extracting(event -> event.what() + " " + event.get("seat") + event.get("code"))
        .containsExactlyInAnyOrder("lock.rejected 1SEAT_DAMAGED", "locked 2", "locked 3");
    assertThat(kafka.deadLetters(hall)).isEmpty();
  }

  @Test
  void venueUnderAKeyOfAnotherTypeIsRejectedAndTheOthersAreServed() {
    String hall = Deployment.newVenue();
    String other = Deployment.newVenue();
    deployment.redis().commands().set(deployment.redis().seats(hall), "x");

    kafka.sendTogether(LOCK, venue, lock(hall, "1"), lock(other, "1"), lock(hall, "2"), lock(other, "2"));
    kafka.awaitRequestsServed();

    deployment.awaitEmptyOutbox();
    assertThat(kafka.events(other)).extracting(Event::what).containsExactly("locked", "locked");
    assertThat(kafka.events(hall)).extracting(event -> event.what() + event.get("code"))
        .containsExactly("lock.rejectedSEAT_DAMAGED", "lock.rejectedSEAT_DAMAGED");
  }

  /** The first calls reach Redis, are carried out when it goes on, and time out: their requests are tried again. */
  @Test
  void pausedRedisDoesNotDoubleAnAnswer() throws Exception {
    String hall = Deployment.newVenue();
    List<String> requests = IntStream.range(0, 300).mapToObj(seat -> lock(hall, "" + seat % 100)).toList();
    redis.pause();
    kafka.sendTogether(LOCK, hall, requests.toArray(String[]::new));
    Thread.sleep(7000);
    redis.resume();
    kafka.awaitRequestsServed();

    List<Event> answers = deployment.events(hall);
    assertThat(answers).hasSize(300).allSatisfy(event -> assertThat(event.what()).isEqualTo("locked"));
    assertThat(deployment.redis().outboxLength()).isZero();
  }

  @Test
  void requestsThatWaitAreCountedAndAnsweredOnceAfterwards() {
    String hall = Deployment.newVenue();
    redis.pause();
    kafka.sendTogether(LOCK, hall, IntStream.range(0, 2000).mapToObj(seat -> lock(hall, "" + seat))
        .toArray(String[]::new));
    await().atMost(LATER).untilAsserted(() -> assertThat(waiting()).isBetween(1.0, 2000.0));
    redis.resume();
    kafka.awaitRequestsServed();
    await().atMost(LATER).until(() -> waiting() == 0);

    List<Event> answers = deployment.events(hall);
    assertThat(answers).extracting(Event::key).doesNotHaveDuplicates().hasSize(2000);
  }

  /** As after the topic was recreated, its end was lost or an operator's mistake. */
  @Test
  void partitionsThatEndBeforeTheirCommittedOffsetsAreReadFromTheirBeginning() {
    String hall = Deployment.newVenue();
    deployment.stop("topics");
    await().atMost(LATER).ignoreExceptions().until(() -> {
      kafka.admin().alterConsumerGroupOffsets("seat-lock-service", beyondTheEnd()).all().get();
      return true;
    });
    kafka.sendTogether(LOCK, hall, lock(hall, "1"), lock(hall, "2"));
    deployment.start("topics");

    await().atMost(LATER)
        .until(() -> deployment.rest().status(hall, "A", "2").get("lockedBy").equals("u1"));
    assertThat(deployment.events(hall)).extracting(Event::what).containsExactly("locked", "locked");
  }

  private Map<TopicPartition, OffsetAndMetadata> beyondTheEnd() throws Exception {
    return kafka.admin().describeTopics(List.of(LOCK)).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .collect(Collectors.toMap(each -> new TopicPartition(LOCK, each.partition()),
            _ -> new OffsetAndMetadata(1_000_000)));
  }

  private double waiting() {
    return deployment.rest().get("/actuator/prometheus").text().lines()
        .filter(line -> line.startsWith("seat_lock_requests_waiting"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
  }

  private static String lock(String hall, String seat) {
    return Rest.json("venueId", hall, "row", "A", "seat", seat, "userId", "u1");
  }
}
