package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With exactly the rights of docs/operations.md everybody can do what they need and nobody can do more. */
@AnyRedis
@LongRunning
@OwnServers
class KafkaAclsIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** How long a read lasts that is not refused and finds no record. */
  private static final Duration READING = Duration.ofSeconds(2);

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (topic|group) \\| (.+) \\| (.+) \\|$");

  private static final String STORE = "seat.lock.store";

  private static final List<String> ALL_TOPICS = Stream.of(RealKafka.REQUESTS, RealKafka.EVENTS, List.of(STORE))
      .flatMap(List::stream).toList();

  private final String venue = Deployment.newVenue();

  private SecuredKafka kafka;

  private RealRedis redis;

  private RunningService service;

  private RealKafka records;

  @BeforeAll
  void start() {
    kafka = SecuredKafka.start();
    kafka.create(ALL_TOPICS);
    List<MatchResult> rows = ROW.matcher(OperationsPage.text()).results().toList();
    assertThat(rows).hasSizeGreaterThan(5);
    rows.forEach(this::grant);
    redis = RealRedis.start();
    service = RunningService.start(redis.servers(), kafka.bootstrapServers(), SecuredKafka.serviceSettings());
    records = new RealKafka(kafka.client("admin"));
  }

  private void grant(MatchResult row) {
    ResourceType type = row.group(2).equals("topic") ? ResourceType.TOPIC : ResourceType.GROUP;
    AclOperation[] operations = words(row.group(4)).stream()
        .map(word -> AclOperation.fromString(word.toUpperCase(Locale.ROOT))).toArray(AclOperation[]::new);
    words(row.group(3)).forEach(name -> kafka.allowUser(row.group(1), type, name, operations));
  }

  private static List<String> words(String cell) {
    return List.of(cell.replace("`", "").split(" "));
  }

  @AfterAll
  void stop() {
    records.close();
    service.close();
    redis.close();
    kafka.close();
  }

  @Test
  void serviceDoesAllThatItNeeds() {
    String seat = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");
    write("booking", "seat.lock.requested", seat);
    await().atMost(SOON).until(() -> service.rest().status(venue, "A", "1").get("status").equals("LOCKED"));
    write("booking", "seat.finalize", seat);
    await().atMost(SOON).until(() -> service.rest().status(venue, "A", "1").get("status").equals("FINALIZED"));
    write("booking", "seat.lock.requested", seat.replace("ann", "bob"));
    write("booking", "seat.finalize", seat.replace("ann", "bob"));
    write("booking", "seat.finalize", "no JSON");
    assertThat(service.rest().lock(venue, "A", "2", "ann", 1).status()).isEqualTo(200);

    await().atMost(SOON).untilAsserted(() -> assertThat(records.events(venue)).extracting(Event::what)
        .containsExactlyInAnyOrder("locked", "finalized", "lock.rejected", "finalize.rejected", "locked",
            "unlocked(expired)"));
    await().atMost(SOON).until(() -> records.deadLetters(venue).size() == 1);
    await().atMost(SOON).untilAsserted(() -> assertThat(
        service.rest().get("/actuator/health").json().at("/components/kafka/status").asString()).isEqualTo("UP"));
  }

  @Test
  void bookingWritesRequestsAndNothingElse() {
    List<String> others = new ArrayList<>(ALL_TOPICS);
    others.removeAll(RealKafka.REQUESTS);
    for (String topic : others) {
      assertThatThrownBy(() -> write("booking", topic, "{}")).as(topic).rootCause()
          .isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void serviceWritesNoRequestsAndReadsNoAnswers() {
    for (String topic : RealKafka.REQUESTS) {
      assertThatThrownBy(() -> write("service", topic, "{}")).as(topic).rootCause()
          .isInstanceOf(TopicAuthorizationException.class);
    }
    List<String> changes = List.of("seat.locked", "seat.unlocked", "seat.finalized");
    changes.forEach(topic -> read("service", topic, READING));
    List<String> others = new ArrayList<>(RealKafka.EVENTS);
    others.removeAll(changes);
    for (String topic : others) {
      assertThatThrownBy(() -> read("service", topic, SOON)).as(topic).isInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  void bookingReadsAnswersButNeitherRequestsNorTheStore() {
    for (String topic : List.of("seat.locked", "seat.finalized", "seat.lock.rejected", "seat.finalize.rejected")) {
      read("booking", topic, READING);
    }
    for (String topic : List.of("seat.lock.requested", "seat.finalize", "seat.lock.requested-dlt", STORE)) {
      assertThatThrownBy(() -> read("booking", topic, SOON)).as(topic).isInstanceOf(AuthorizationException.class);
    }
  }

  private void write(String user, String topic, String value) {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(user), new ByteArraySerializer(),
        new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>(topic, bytes(venue + ":A:1"), bytes(value))).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** @param limit how long to wait for records or for the refusal */
  private void read(String user, String topic, Duration limit) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client(user), new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      consumer.assign(IntStream.range(0, 3).mapToObj(partition -> new TopicPartition(topic, partition)).toList());
      consumer.seekToBeginning(consumer.assignment());
      consumer.poll(limit);
    }
  }

  private Map<String, Object> client(String user) {
    Map<String, Object> settings = new HashMap<>(kafka.client(user));
    settings.put("max.block.ms", 10_000);
    return settings;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
