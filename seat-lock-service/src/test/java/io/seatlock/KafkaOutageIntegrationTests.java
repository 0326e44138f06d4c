package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.Load.Call;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without Kafka everything works; events wait in the outbox. */
@AnyRedis
@LongRunning
@OwnServers
class KafkaOutageIntegrationTests {

  /** Generous, since the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(15);

  /** Longer than a request to Kafka may take (5 s), so that the producer has to repeat. */
  private static final Duration PAUSE = Duration.ofSeconds(6);

  /** Longer than five leases (15 s). */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(20);

  /** Longer than it takes to replace a producer that hangs. */
  private static final Duration LATER = Duration.ofSeconds(60);

  private static final Pattern PRODUCER = Pattern.compile("seat-lock-service-producer-\\d+");

  private Deployment deployment;

  private KafkaProcess kafka;

  @BeforeAll
  void start() {
    deployment = new Deployment();
    kafka = deployment.kafkaProcess();
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void eventsWaitWhileKafkaIsPaused() throws Exception {
    survives(kafka::pause, kafka::resume, PAUSE);
  }

  @Test
  void eventsWaitWhileKafkaIsDead() throws Exception {
    survives(kafka::kill, kafka::restart, Duration.ZERO);
  }

  @Test
  void producerThatIsNeverAnsweredIsReplaced() throws Exception {
    Set<String> before = new HashSet<>();
    survives(() -> {
      before.addAll(producers());
      kafka.pause();
    }, kafka::resume, LONG_PAUSE);
    Set<String> after = producers();
    assertThat(after).isNotEmpty();
    // Of several instances, those that had nothing to send keep theirs.
    assertThat(before).anyMatch(id -> !after.contains(id));
  }

  /** Their client ids, each with the port of its instance. */
  private Set<String> producers() {
    return deployment.services().stream().flatMap(service -> {
      String metrics = service.rest().get("/actuator/prometheus").text();
      return PRODUCER.matcher(metrics).results().map(id -> service.port() + " " + id.group());
    }).collect(Collectors.toSet());
  }

  private void survives(Runnable fault, Runnable repair, Duration atLeast) throws Exception {
    String venue = Deployment.newVenue();
    try (Load load = new Load(venue, deployment::rest)) {
      await().atMost(SOON).until(() -> load.count(Call::isGrant) > 50);

      fault.run();
      long before = load.count(Call::isGrant);
      Thread.sleep(atLeast);
      await().atMost(SOON).until(() -> load.count(Call::isGrant) - before > 50);
      await().atMost(SOON).until(() -> deployment.redis().outboxLength() > 50);
      await().atMost(SOON).until(() -> health().equals("200 DEGRADED"));
      assertThat(deployment.rest().get("/actuator/health/readiness").status()).isEqualTo(200);

      repair.run();
      await().atMost(LATER)
          .untilAsserted(() -> assertThat(deployment.redis().outboxLength()).as(this::health).isLessThan(20));
      await().atMost(LATER).until(() -> health().equals("200 UP"));
      deployment.kafka().send("seat.lock.requested", null,
          Rest.json("venueId", venue, "row", "K", "seat", "1", "userId", "u1"));
      load.end();

      assertThat(load.byStatus().keySet()).isSubsetOf(200, 403, 404, 409);
      deployment.kafka().awaitRequestsServed();
      deployment.rest().send("DELETE", "/locks", Rest.json("venueId", venue, "row", "K", "seat", "1"));
      History history = deployment.historyWhenAllIsOver(venue);
      history.assertOneHolderAtATime();
      load.assertToldBy(history);
      assertThat(history.of(venue, "K", "1")).containsExactly("locked", "unlocked(manual)");
    }
  }

  @Test
  @SuppressWarnings("try") // closed before Kafka is, which the order of the resources can't say
  void serviceStartsWithoutKafkaAndOpensThatDoorWhenItIsThere() {
    String venue = Deployment.newVenue();
    int port = LoopbackPorts.free();
    try (RealRedis redis = RealRedis.start();
        RunningService service = RunningService.start(redis.servers(), "127.0.0.1:" + port)) {
      assertThat(service.rest().lock(venue, "A", "1", "u1", 1).status()).isEqualTo(200);
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
      await().atMost(SOON).until(() -> redis.outboxLength() == 2);
      try (KafkaProcess late = KafkaProcess.start(KafkaSettings.temporary().withPort(port));
          RealKafka records = new RealKafka(late.bootstrapServers())) {
        await().atMost(LATER).until(() -> new History(records.events(venue)).of(venue, "A", "1").size() == 2);
        records.send("seat.lock.requested", null, Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "u2"));
        await().atMost(LATER).until(() -> service.rest().status(venue, "A", "2").get("lockedBy").equals("u2"));
        // While Kafka is there: a service that stops gives one that is away some time.
        service.close();
      }
    }
  }

  @Test
  @SuppressWarnings("try") // closed before Kafka is, which the order of the resources can't say
  void serviceStartsWhileTheNameOfKafkaIsUnknownAndReadsWhenItIsKnown() {
    String venue = Deployment.newVenue();
    try (RealRedis redis = RealRedis.start();
        KafkaProcess hidden = KafkaProcess.start(KafkaSettings.temporary());
        RunningService.Logged logged = RunningService.startLogged(redis.servers(), "kafka.invalid:" + hidden.port());
        RealKafka records = new RealKafka(hidden.bootstrapServers())) {
      RunningService service = logged.service();
      assertThat(service.rest().lock(venue, "A", "1", "u1", 60).status()).isEqualTo(200);
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
      Answer health = service.rest().get("/actuator/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.json().at("/components/kafka/status").asString()).isEqualTo("DEGRADED");
      await().atMost(SOON).untilAsserted(() -> assertThat(service.rest().get("/actuator/health").json()
          .at("/components/kafka/details/error").asString()).contains("bootstrap"));

      TestNames.makeKnown("kafka.invalid");
      await().atMost(LATER).ignoreExceptions()
          .until(() -> new History(records.events(venue)).of(venue, "A", "1").size() == 1);
      records.send("seat.lock.requested", null, Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "u2"));
      await().atMost(LATER).until(() -> service.rest().status(venue, "A", "2").get("lockedBy").equals("u2"));
      await().atMost(LATER).until(() -> service.rest().get("/actuator/health").get("status").equals("UP"));
      assertThat(logged.log().lines()).filteredOn(line -> line.contains("kafka-topics")).hasSize(2);
      service.close();
    }
  }

  private String health() {
    Answer answer = deployment.rest().get("/actuator/health");
    return answer.status() + " " + answer.get("status");
  }
}
