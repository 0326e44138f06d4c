package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.operator.CheckCommand;
import io.seatlock.store.RedisUser;
import io.seatlock.testkit.LongRunning;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two installations on one Redis and one Kafka: the same venue, seat and user, and neither sees the other's. */
@LongRunning
@OwnServers
class SharedServersIntegrationTests {

  private static final String PREFIX = "staging:";

  private static final List<String> NAMES = List.of("lock-requested=staging.lock.requested",
      "finalize-requested=staging.finalize", "locked=staging.locked", "unlocked=staging.unlocked",
      "finalized=staging.finalized", "lock-rejected=staging.lock.rejected",
      "finalize-rejected=staging.finalize.rejected", "store=staging.store");

  private static Deployment first;

  private static RunningService second;

  private String venue = "";

  @BeforeAll
  static void start() {
    first = new Deployment(RealRedis.start(RedisUser.lines(PREFIX)));
    second = first.startAnother(Stream.concat(NAMES.stream().map(name -> "seat-lock.topics.names." + name),
        Stream.of("seat-lock.redis.key-prefix=" + PREFIX, "spring.data.redis.username=" + PREFIX + "seatlock"))
        .toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  @BeforeEach
  void openAnotherVenue() {
    venue = Deployment.newVenue();
  }

  @Test
  void theSameSeatIsTwoSeats() {
    assertThat(first.rest().lock(venue, "A", "1", "ann", 60).status()).isEqualTo(200);
    assertThat(second.rest().lock(venue, "A", "1", "bob", 60).status()).isEqualTo(200);
    assertThat(second.rest().lock(venue, "A", "1", "ann", 60).code()).isEqualTo("SEAT_LOCKED");
    String sale = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "bob");
    assertThat(second.rest().post("/seats/finalize", sale).status()).isEqualTo(200);

    assertThat(first.rest().status(venue, "A", "1").get("lockedBy")).isEqualTo("ann");
    assertThat(first.events(venue)).extracting(Event::what).containsExactly("locked");
    await().atMost(Duration.ofSeconds(30)).until(() -> events("staging.locked", "staging.finalized").size() == 2);
    assertThat(events("staging.locked", "staging.finalized"))
        .allSatisfy(event -> assertThat(event.get("userId")).isEqualTo("bob"))
        .extracting(event -> event.header("ce_type")).containsExactlyInAnyOrder("seat.locked", "seat.finalized");
    assertThat(first.redis().commands().hget(PREFIX + first.redis().seats(venue), "A_1")).contains("FINALIZED");
  }

  @Test
  void requestsAreAnsweredWhereTheyWereAsked() {
    String lock = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "bob", "requestId", "r1");
    first.kafka().send("staging.lock.requested", venue + ":A:1", lock);
    first.kafka().send("staging.lock.requested", venue + ":A:1", lock.replace("bob", "eve"));
    first.kafka().send("staging.finalize", venue + ":A:1", "{cut");

    await().atMost(Duration.ofSeconds(30)).until(() -> events("staging.locked", "staging.lock.rejected",
        "staging.finalize-dlt").size() == 3);
    assertThat(events("staging.lock.rejected")).singleElement()
        .satisfies(event -> assertThat(event.header("ce_type")).isEqualTo("seat.lock.rejected"))
        .satisfies(event -> assertThat(event.id()).startsWith("staging.lock.requested/"));
    assertThat(first.events(venue)).isEmpty();
    assertThat(first.kafka().deadLetters(venue)).isEmpty();
    assertThat(first.rest().status(venue, "A", "1").get("status")).isEqualTo("AVAILABLE");
  }

  @Test
  void locksEndWhereTheyWereMade() {
    second.rest().lock(venue, "A", "1", "bob", 1);
    first.rest().lock(venue, "A", "1", "ann", 60);

    await().atMost(Duration.ofSeconds(30)).until(() -> !events("staging.unlocked").isEmpty());
    assertThat(events("staging.unlocked")).extracting(event -> event.get("reason")).containsExactly("expired");
    assertThat(first.rest().status(venue, "A", "1").get("lockedBy")).isEqualTo("ann");
    assertThat(first.events(venue)).extracting(Event::what).containsExactly("locked");
  }

  @Test
  void theCheckSeesOneInstallation() {
    first.rest().lock(venue, "A", "1", "ann", 60);
    second.rest().lock(venue, "A", "1", "bob", 60);
    first.redis().commands().set(PREFIX + first.redis().key(venue, "seatlock:" + venue + ":A:2"), "1");

    assertThat(check("spring.data.redis.username=seatlock-check")).contains("no difference").doesNotContain(PREFIX);
    assertThat(check("spring.data.redis.username=" + PREFIX + "seatlock-check", "seat-lock.redis.key-prefix=" + PREFIX))
        .startsWith(venue + ":A:2 STRAY_LOCK_KEY: " + PREFIX).contains("0 repaired, 1 left");
    first.redis().commands().del(PREFIX + first.redis().key(venue, "seatlock:" + venue + ":A:2"));
  }

  @Test
  void neitherHasAKeyOfTheOther() {
    first.rest().lock(venue, "A", "1", "ann", 60);
    second.rest().lock(venue, "A", "1", "bob", 60);

    assertThat(first.redis().commands().keys("*")).anyMatch(key -> key.startsWith(PREFIX))
        .allMatch(key -> key.startsWith(PREFIX) || key.matches("(\\{p\\d+}:)?seat.*"));
  }

  private static String check(String... more) {
    Map<String, String> settings = new HashMap<>(first.redis().servers().springSettings(RedisUser.CHECK));
    Stream.of(more).map(setting -> setting.split("=", 2)).forEach(setting -> settings.put(setting[0], setting[1]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    CheckCommand.run(settings.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue()).toList(), print,
        print);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** All of this test's venue in these topics. */
  private List<Event> events(String... topics) {
    Map<String, Object> settings = Map.of("bootstrap.servers", first.kafkaProcess().bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = Stream.of(topics).flatMap(topic -> consumer.partitionsFor(topic).stream())
          .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Event> events = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(Event.of(record)));
      }
      return events.stream().filter(event -> String.valueOf(event.key()).startsWith(venue + ":")).toList();
    }
  }
}
