package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A first start on an empty Redis is no loss, with Kafka or without; neither is the upgrade of an older store. */
@AnyRedis
@LongRunning
@OwnServers
class FirstStartIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final String venue = Deployment.newVenue();

  private RealRedis redis;

  @BeforeEach
  void start() {
    redis = RealRedis.start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void emptyRedisServesAtOnceAndBelongsToKafka() {
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService service = RunningService.start(redis.servers(), kafka.bootstrapServers())) {
      assertThat(service.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(200);
      assertThat(identity().get("kafka")).isNotEmpty();
      assertThat(identity().get("epoch")).matches("\\d{13}-[0-9a-f]{8}");
      assertThat(identity()).containsEntry("partitions", partitions());
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
    }
  }

  @Test
  @SuppressWarnings("try") // closed before Kafka is, which the order of the resources can't say
  void emptyRedisServesWithoutKafkaAndIsBoundToItLater() {
    int port = LoopbackPorts.free();
    try (RunningService service = RunningService.start(redis.servers(), "127.0.0.1:" + port)) {
      assertThat(service.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(200);
      assertThat(identity()).doesNotContainKey("kafka");
      Map<String, String> before = identity();

      try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary().withPort(port))) {
        await().atMost(SOON).until(() -> identity().containsKey("kafka"));
        assertThat(identity()).containsEntry("epoch", before.get("epoch"));
        await().atMost(SOON).until(() -> redis.outboxLength() == 0);
        service.close();
      }
    }
  }

  @Test
  void storeFromBeforeIdentitiesGetsOne() {
    redis.commands().hset(redis.seats(venue), "A_1",
        "{\"status\":\"FINALIZED\",\"userId\":\"ann\",\"lockedAt\":\"2026-11-22T12:00:00Z\","
            + "\"finalizedAt\":\"2026-11-22T12:00:01Z\",\"lockId\":\"x\",\"version\":1}");
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService service = RunningService.start(redis.servers(), kafka.bootstrapServers())) {
      assertThat(service.rest().lock(venue, "A", "1", "bob", 600).code()).isEqualTo("SEAT_FINALIZED");
      assertThat(service.rest().lock(venue, "A", "2", "bob", 600).status()).isEqualTo(200);
    }
  }

  @Test
  void identityOfTheWrongTypeIsNamedUntilItIsRenamed() {
    String key = redis.key(venue, "seat-identity");
    redis.commands().set(key, "something else");
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService service = RunningService.start(redis.servers(), kafka.bootstrapServers())) {
      assertThat(service.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(503);
      await().atMost(SOON)
          .until(() -> service.rest().get("/actuator/health").text().contains("under the key " + key));

      redis.commands().rename(key, key + "-by-hand");

      await().atMost(SOON).until(() -> service.rest().lock(venue, "A", "1", "ann", 600).status() == 200);
    }
  }

  @Test
  void operatorMayWantToConfirmTheFirstStart() {
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService service = RunningService.start(redis.servers(), kafka.bootstrapServers(),
            "seat-lock.identity.create=false")) {
      assertThat(service.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health").text()).contains("seat-lock.identity.create is false");

      assertThat(Run.command("confirm-store", settings(kafka)).exitCode()).isZero();

      await().atMost(SOON).until(() -> service.rest().lock(venue, "A", "1", "ann", 600).status() == 200);
    }
  }

  private Map<String, String> settings(KafkaProcess kafka) {
    Map<String, String> settings = redis.servers().springSettings();
    settings.putAll(Map.of("spring.kafka.bootstrap-servers", kafka.bootstrapServers(),
        "seat-lock.identity.create", "false"));
    return settings;
  }

  private Map<String, String> identity() {
    return redis.commands().hgetall(redis.key(venue, "seat-identity"));
  }

  private String partitions() {
    return String.valueOf(redis.servers().springSettings().get("seat-lock.partitions"));
  }
}
