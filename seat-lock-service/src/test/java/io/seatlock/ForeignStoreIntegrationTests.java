package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row 33: an instance of another deployment on the same Redis gets nothing and changes nothing. */
@LongRunning
@OwnServers
class ForeignStoreIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final String venue = Deployment.newVenue();

  private final int strangersPort = LoopbackPorts.free();

  private Deployment deployment;

  @BeforeAll
  void start() {
    deployment = new Deployment();
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void instanceWithItsOwnKafkaDoesNotStart() {
    try (KafkaProcess own = KafkaProcess.start(KafkaSettings.temporary())) {
      assertThatThrownBy(() -> start(own.bootstrapServers()).close()).rootCause()
          .hasMessageContaining("belongs to the Kafka cluster").hasMessageContaining("confirm-store");
    }
    assertThat(deployment.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(200);
  }

  @Test
  void instanceWhoseOwnKafkaComesLaterGetsNoEventAndServesNoRequest() {
    try (RunningService stranger = start("127.0.0.1:" + strangersPort)) {
      // Nobody can know it yet.
      assertThat(stranger.rest().lock(venue, "B", "1", "ann", 600).status()).isEqualTo(200);

      try (KafkaProcess own = KafkaProcess.start(KafkaSettings.temporary().withPort(strangersPort));
          RealKafka strangers = new RealKafka(own.bootstrapServers())) {
        await().atMost(SOON).until(() -> stranger.rest().status(venue, "B", "1").status() == 503);
        assertThat(stranger.rest().lock(venue, "B", "2", "ann", 600).status()).isEqualTo(503);
        strangers.send("seat.lock.requested", venue,
            Rest.json("venueId", venue, "row", "B", "seat", "3", "userId", "eve"));
        assertThat(stranger.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(stranger.rest().get("/actuator/health").text()).contains("belongs to the Kafka cluster");
        for (int seat = 10; seat < 20; seat++) {
          assertThat(deployment.rest().lock(venue, "B", "" + seat, "ann", 600).status()).isEqualTo(200);
        }
        assertThat(deployment.events(venue)).filteredOn(event -> event.get("row").equals("B")).hasSize(11);
        assertThat(strangers.all()).isEmpty();
        assertThat(deployment.rest().status(venue, "B", "3").get("status")).isEqualTo("AVAILABLE");
      }
    }
  }

  @Test
  @OnSingleRedis("a Cluster has many partitions anyway")
  void instanceWithMorePartitionsDoesNotStart() {
    for (String partitions : List.of("2", "8")) {
      assertThatThrownBy(() -> deployment.startAnother("seat-lock.partitions=" + partitions).close()).rootCause()
          .hasMessageContaining("made with seat-lock.partitions=1").hasMessageContaining("has " + partitions);
    }
    assertThat(deployment.redis().commands().keys("{*")).isEmpty();
  }

  @Test
  @OnSingleRedis("a Cluster has many partitions anyway")
  void instanceWithFewerPartitionsDoesNotStart() {
    try (RealRedis redis = RealRedis.start();
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        RunningService first = RunningService.start(redis.servers(), kafka.bootstrapServers(),
            "seat-lock.partitions=8")) {
      assertThat(first.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(200);
      for (String partitions : List.of("1", "4", "16")) {
        assertThatThrownBy(() -> RunningService.start(redis.servers(), kafka.bootstrapServers(),
            "seat-lock.partitions=" + partitions).close()).rootCause()
            .hasMessageContaining("made with seat-lock.partitions=8").hasMessageContaining("has " + partitions);
      }
      assertThat(redis.commands().exists("seat-identity", "{p8}:seat-identity")).isZero();
    }
  }

  @Test
  @OnSingleRedis("one case is enough, and it is simpler there")
  void strangerMayTakeTheStoreOverIfItsOperatorSaysSo() {
    try (RealRedis redis = RealRedis.start();
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        KafkaProcess other = KafkaProcess.start(KafkaSettings.temporary())) {
      Map<String, String> settings = redis.servers().springSettings();
      try (RunningService first = RunningService.start(redis.servers(), kafka.bootstrapServers())) {
        assertThat(first.rest().lock(venue, "A", "1", "ann", 600).status()).isEqualTo(200);
        assertThat(Stores.confirm(settings, other.bootstrapServers())).satisfies(run -> {
          assertThat(run.exitCode()).isEqualTo(1);
          assertThat(run.out()).contains("belongs to the Kafka cluster", "--take-over").doesNotContain("Confirmed");
        });
        assertThat(Stores.confirm(settings, "127.0.0.1:" + LoopbackPorts.free())).satisfies(run -> {
          assertThat(run.exitCode()).isZero();
          assertThat(run.out()).contains("only Redis is checked", "Redis alone").doesNotContain("is remembered");
        });
        assertThat(first.rest().lock(venue, "A", "2", "ann", 600).status()).isEqualTo(200);

        assertThat(Stores.confirm(settings, other.bootstrapServers(), "--take-over").exitCode()).isZero();
        await().atMost(SOON).until(() -> first.rest().lock(venue, "A", "3", "ann", 600).status() == 503);
        assertThat(first.rest().get("/actuator/health").text()).contains("belongs to the Kafka cluster");
      }
      try (RunningService second = RunningService.start(redis.servers(), other.bootstrapServers())) {
        assertThat(second.rest().lock(venue, "A", "1", "bob", 600).code()).isEqualTo("SEAT_LOCKED");
        assertThat(second.rest().lock(venue, "A", "3", "bob", 600).status()).isEqualTo(200);
      }
    }
  }

  private RunningService start(String kafka) {
    return RunningService.start(deployment.redis().servers(), kafka);
  }
}
