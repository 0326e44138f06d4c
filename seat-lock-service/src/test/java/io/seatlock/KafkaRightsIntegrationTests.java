package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.store.LogLines;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With fewer rights in Kafka than it would like, the service does what it may, and says what it can't. */
@AnyRedis
@LongRunning
@OwnServers
class KafkaRightsIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Longer than Kafka's clients go without fresh metadata. */
  private static final Duration AWAY = Duration.ofSeconds(8);

  private static final String LOCK = "seat.lock.requested";

  private static final String HIDDEN = "seat.finalize-dlt";

  private static final String STORE = "seat.lock.store";

  private static final String GROUP = "seat-lock-service";

  private final String venue = Deployment.newVenue();

  private SecuredKafka kafka;

  private RealRedis redis;

  private RunningService service;

  private RealKafka records;

  @BeforeAll
  void start() {
    kafka = SecuredKafka.start();
    kafka.create(Stream.of(RealKafka.REQUESTS, RealKafka.EVENTS, List.of(STORE)).flatMap(List::stream).toList());
    kafka.allow(ResourceType.TOPIC, STORE, AclOperation.READ, AclOperation.WRITE);
    RealKafka.EVENTS.stream().filter(topic -> !topic.equals(HIDDEN))
        .forEach(topic -> kafka.allow(ResourceType.TOPIC, topic, AclOperation.WRITE));
    RealKafka.REQUESTS.forEach(topic -> kafka.allow(ResourceType.TOPIC, topic, AclOperation.READ));
    kafka.allow(ResourceType.GROUP, GROUP, AclOperation.READ);
    redis = RealRedis.start();
    startService();
    records = new RealKafka(kafka.client("admin"));
  }

  private void startService() {
    // So that the group shuts out soon a reader that may not report to it.
    service = RunningService.start(redis.servers(), kafka.bootstrapServers(),
        SecuredKafka.serviceSettings("spring.kafka.consumer.properties.session.timeout.ms=6000"));
  }

  @AfterAll
  void stop() {
    records.close();
    service.close();
    redis.close();
    kafka.close();
  }

  @Test
  void existingTopicsAreUsedWithoutTheRightToCreateTopics() {
    assertServed("1");
    await().atMost(SOON).untilAsserted(() -> assertThat(health().at("/topics").propertyNames())
        .containsExactly(HIDDEN));
    assertThat(health().at("/topics/" + HIDDEN).asString()).containsIgnoringCase("authoriz");
    assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void readerComesBackWhenItMayReadItsTopicAgain() throws Exception {
    comesBack(ResourceType.TOPIC, LOCK, "2");
  }

  @Test
  void readerComesBackWhenItMayReadItsGroupAgain() throws Exception {
    comesBack(ResourceType.GROUP, GROUP, "3");
  }

  @Test
  void healthWarnsWhileTheStateOfTheStoreCanNotBeRecorded() {
    kafka.forbid(ResourceType.TOPIC, STORE, AclOperation.READ);
    service.close();
    startService();
    await().atMost(SOON).until(this::warnsThatTheStoreIsNotRecorded);
    kafka.allow(ResourceType.TOPIC, STORE, AclOperation.READ);
    await().atMost(SOON).until(() -> !warnsThatTheStoreIsNotRecorded());
  }

  private boolean warnsThatTheStoreIsNotRecorded() {
    return service.rest().get("/actuator/health").text().contains("The state of the store can't be recorded in Kafka");
  }

  /** As if it had been killed between the answers and the commit of their offsets. */
  @Test
  void requestsWhoseOffsetsWereNotCommittedAreAnsweredOnce() {
    String hall = Deployment.newVenue();
    assertServed("4");
    records.awaitRequestsServed();
    kafka.forbid(ResourceType.GROUP, GROUP, AclOperation.READ);
    String[] requests = IntStream.range(0, 40)
        .mapToObj(i -> Rest.json("venueId", hall, "row", "A", "seat", "" + i % 10, "userId", "u" + i % 20))
        .toArray(String[]::new);
    records.sendTogether(LOCK, hall, requests);
    await().atMost(SOON).until(() -> records.events(hall).size() == 40);
    service.close();
    kafka.allow(ResourceType.GROUP, GROUP, AclOperation.READ);
    // What the first delivery decided, a second one must not decide otherwise.
    redis.commands().del(redis.seats(hall));

    startService();
    records.awaitRequestsServed();
    await().atMost(SOON).until(() -> redis.outboxLength() == 0);
    assertThat(records.events(hall)).hasSize(40);
    assertThat(redis.commands().exists(redis.seats(hall))).isZero();
  }

  private void comesBack(ResourceType type, String name, String seat) throws Exception {
    assertServed(seat);
    await().atMost(SOON).until(() -> health().at("/requests").isMissingNode());
    try (LogLines log = service.log("io.seatlock")) {
      kafka.forbid(type, name, AclOperation.READ);
      await().atMost(SOON).untilAsserted(() -> assertThat(health().at("/requests/" + LOCK).asString())
          .containsIgnoringCase("not authorized"));
      Thread.sleep(AWAY);
      assertThat(health().at("/requests/" + LOCK).asString()).containsIgnoringCase("not authorized");
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(service.rest().lock(venue, "R", seat, "u1", 60).status()).isEqualTo(200);

      kafka.allow(type, name, AclOperation.READ);
      assertServed(seat + "0");
      await().atMost(SOON).until(() -> health().at("/requests").isMissingNode());
      assertThat(log.lines()).filteredOn(line -> line.contains("Requests from " + LOCK) && line.contains(" read"))
          .satisfiesExactly(line -> assertThat(line).startsWith("WARN").contains("Not authorized", name),
              line -> assertThat(line).startsWith("INFO").contains("again"));
      if (type == ResourceType.TOPIC) {
        assertThat(log.lines()).as("the other topic").noneMatch(line -> line.contains("Requests from seat.finalize"));
      }
    }
  }

  private void assertServed(String seat) {
    records.send(LOCK, venue, Rest.json("venueId", venue, "row", "A", "seat", seat, "userId", "u1"));
    await().atMost(SOON).until(() -> service.rest().status(venue, "A", seat).get("lockedBy").equals("u1"));
  }

  private tools.jackson.databind.JsonNode health() {
    return service.rest().get("/actuator/health").json().at("/components/kafka/details");
  }
}
