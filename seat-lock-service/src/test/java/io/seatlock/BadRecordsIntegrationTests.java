package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How requests over Kafka are answered that can't be read, or that break a rule. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class BadRecordsIntegrationTests {

  private static final String LOCK = "seat.lock.requested";

  private static final String FINALIZE = "seat.finalize";

  /** Bytes; the default of a broker, with everything that belongs to the record. */
  private static final int LARGEST_RECORD = 1_048_588;

  private static final int INVALID = Integer.getInteger("seatlock.test.invalid", 1000);

  private final Deployment deployment;

  private final RealKafka kafka;

  private final String venue = Deployment.newVenue();

  BadRecordsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.kafka = deployment.kafka();
  }

  @Test
  void whatCannotBeReadGoesUntouchedIntoTheDeadLetterTopic() {
    assertDead(LOCK, BadInput.aboutLocks(venue));
    assertDead(FINALIZE, BadInput.aboutSeats(venue));
    assertThat(answers()).isEmpty();
    assertThat(deployment.redis().commands().exists(deployment.redis().seats(venue))).isZero();
  }

  private void assertDead(String topic, List<BadInput> inputs) {
    List<byte[]> unreadable = new ArrayList<>();
    inputs.stream().filter(input -> !input.readable()).forEach(input -> unreadable.add(bytes(input.value())));
    unreadable.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
    unreadable.add(new byte[0]);
    unreadable.add(null);
    unreadable.forEach(value -> kafka.send(topic, venue, value, null));
    kafka.awaitRequestsServed();

    List<Event> dead = kafka.deadLetters(venue).stream().filter(event -> event.topic().equals(topic + "-dlt")).toList();
    assertThat(dead).extracting(Event::bytes)
        .containsExactlyElementsOf(
            unreadable.stream().map(value -> value == null ? null : ByteBuffer.wrap(value)).toList());
    assertThat(dead).allSatisfy(event -> {
      assertThat(event.key()).isEqualTo(venue);
      assertThat(event.header("kafka_dlt-original-topic")).isEqualTo(topic);
      assertThat(event.headers()).containsKeys("kafka_dlt-original-partition", "kafka_dlt-original-offset",
          "kafka_dlt-exception-fqcn", "kafka_dlt-exception-message");
    });
  }

  @Test
  void whatCanBeReadButBreaksARuleIsRejected() {
    List<BadInput> locks = BadInput.aboutLocks(venue).stream().filter(BadInput::readable).toList();
    List<BadInput> finalizes = BadInput.aboutSeats(venue).stream().filter(BadInput::readable).toList();
    ask(LOCK, locks.stream().map(BadInput::value).toArray(String[]::new));
    ask(FINALIZE, finalizes.stream().map(BadInput::value).toArray(String[]::new));

    assertRejected("lock.rejected", locks);
    assertRejected("finalize.rejected", finalizes);
    assertThat(kafka.deadLetters(venue)).isEmpty();
    assertThat(deployment.redis().commands().exists(deployment.redis().seats(venue))).isZero();
  }

  private void assertRejected(String what, List<BadInput> inputs) {
    List<Event> rejections = answers().stream().filter(event -> event.what().equals(what)).toList();
    assertThat(rejections).extracting(event -> event.get("field")).containsExactlyElementsOf(
        inputs.stream().map(BadInput::field).toList());
    assertThat(rejections).allSatisfy(event -> {
      assertThat(event.get("code")).isEqualTo("INVALID_REQUEST");
      assertThat(event.get("rejectedAt")).isNotEmpty();
    });
    assertThat(rejections).extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  void goodRequestsBehindBadOnesAreServed() {
    ask(LOCK, "no JSON", lock("1", "u1"), lock("1:2", "u1"), lock("2", "u1"), "{", lock("3", "u1"));

    assertThat(answers()).extracting(event -> event.what() + event.get("seat")).containsExactlyInAnyOrder("locked1",
        "lock.rejected1:2", "locked2", "locked3");
    assertThat(kafka.deadLetters(venue)).hasSize(2);
  }

  /** As large as Kafka takes a record: what comes out of it must still be small enough to be sent on. */
  @Test
  void hugeRecordsHoldUpNobody() {
    String huge = "x".repeat(LARGEST_RECORD - 500);
    kafka.send(LOCK, venue, huge);
    kafka.send(LOCK, venue, lock("1", "u1"));
    kafka.awaitRequestsServed();
    assertThat(kafka.deadLetters(venue)).extracting(Event::value).containsExactly(huge);

    kafka.send(LOCK, venue, Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "u2", "requestId", huge));
    kafka.send(LOCK, venue, Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", huge));
    kafka.send(LOCK, venue, lock("2", "u1"));
    kafka.awaitRequestsServed();
    assertThat(answers()).filteredOn(event -> event.what().equals("locked")).hasSize(2);
  }

  /** Each rejection waits in Redis until Kafka has it, so a sender must not choose its size. */
  @LongRunning
  @Test
  void manyLargeInvalidRequestsHoldUpNobodyAndAreNotRepeated() {
    String large = "x".repeat(60_000);
    String[] invalid = new String[INVALID];
    Arrays.fill(invalid, Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "u2", "requestId", large));
    kafka.sendTogether(LOCK, venue, invalid);
    kafka.send(FINALIZE, venue + ":" + large, Rest.json("venueId", venue, "userId", large));
    long start = System.nanoTime();
    assertThat(deployment.rest().lock(venue, "A", "1", "ann", 60).status()).isEqualTo(200);
    await().atMost(Duration.ofMinutes(2)).until(() -> kafka.events(venue).stream()
        .anyMatch(event -> event.what().equals("locked")));
    System.out.printf("an event behind %,d invalid requests of 60 KB: %d ms%n", INVALID,
        Duration.ofNanos(System.nanoTime() - start).toMillis());
    kafka.awaitRequestsServed();

    List<Event> rejections = answers().stream().filter(event -> event.what().equals("lock.rejected")).toList();
    assertThat(rejections).hasSize(INVALID)
        .allSatisfy(event -> assertThat(String.valueOf(event.value()).length()).isLessThan(4096 + 512));
    assertThat(rejections.getFirst().get("userId")).isEqualTo("u2");
    assertThat(kafka.all()).filteredOn(event -> event.what().equals("finalize.rejected"))
        .allSatisfy(event -> assertThat(String.valueOf(event.key()).length()).isLessThan(1100));
  }

  private void ask(String topic, String... requests) {
    kafka.sendTogether(topic, venue, requests);
    kafka.awaitRequestsServed();
  }

  private List<Event> answers() {
    return deployment.events(venue);
  }

  private String lock(String seat, String user) {
    return Rest.json("venueId", venue, "row", "A", "seat", seat, "userId", user);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
