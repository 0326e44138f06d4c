package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.seat.SeatId;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

class BlockedEventsTests {

  private static final String X = "seat.locked";

  private static final String Y = "seat.unlocked";

  /** What is sent, with the answers that a test gives. */
  private final Queue<CompletableFuture<SendResult<byte[], byte[]>>> answers = new ConcurrentLinkedQueue<>();

  private final AtomicInteger asked = new AtomicInteger();

  private volatile CompletableFuture<List<PartitionInfo>> partitions = CompletableFuture.completedFuture(List.of());

  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  private long now = 1000;

  private final BlockedEvents blocked = new BlockedEvents(new SharedProducer(new Template()), () -> now);

  private static final OutboxEvent SOLD = new OutboxEvent.Finalized(new SeatId("hall", "A", "1"), "ann", Instant.EPOCH,
      1);

  private static OutgoingEvent event(String topic, String key, int bytes) {
    return new OutgoingEvent(OutboxEntry.read(key + "-0", Map.of()), SOLD,
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), new byte[bytes]));
  }

  private static SentEvent under(OutgoingEvent event, CompletableFuture<?> answer) {
    return new SentEvent(event, answer);
  }

  private void refuseAgain(RuntimeException why) {
    CompletableFuture<SendResult<byte[], byte[]>> answer = CompletableFuture.failedFuture(why);
    answers.add(answer);
  }

  private void takeNext() {
    answers.add(CompletableFuture.completedFuture(null));
  }

  private void tryOut() {
    int before = sent.size();
    blocked.retryDue();
    await().atMost(Duration.ofSeconds(5)).until(() -> sent.size() > before && !blocked.isUnderWay());
  }

  @Test
  void refusedEventHoldsItsTopicAndNoOther() {
    blocked.refused(event(X, "1", 10), new TopicAuthorizationException("no"));

    assertThat(blocked.holdBack(event(X, "2", 10))).isTrue();
    assertThat(blocked.holdBack(event(Y, "1", 10))).isFalse();
    assertThat(blocked.waiting()).containsOnlyKeys(X);
  }

  @Test
  void tooLargeRecordHoldsItsKeyAndNoOther() {
    blocked.refused(event(X, "1", 1000), new RecordTooLargeException("too large"));

    assertThat(blocked.holdBack(event(X, "1", 10))).isTrue();
    assertThat(blocked.holdBack(event(X, "2", 10))).isFalse();
    assertThat(blocked.holdBack(event(Y, "1", 10))).isFalse();
  }

  @Test
  void topicThatIsTooSmallForManyKeysIsHeldAsAWhole() {
    IntStream.range(0, 101)
        .forEach(key -> blocked.refused(event(X, "" + key, 10), new RecordTooLargeException("small")));

    assertThat(blocked.holdBack(event(X, "another", 10))).isTrue();
    assertThat(blocked.holdBack(event(Y, "another", 10))).isFalse();
  }

  @Test
  void firstEventIsTriedOutAfterGrowingPausesUntilItIsTaken() {
    blocked.refused(event(X, "1", 10), new TopicAuthorizationException("no"));
    assertThat(blocked.holdBack(event(X, "2", 10))).isTrue();
    now += Duration.ofMillis(999).toNanos();
    blocked.retryDue();
    assertThat(blocked.isUnderWay()).as("too early").isFalse();

    now += Duration.ofMillis(1).toNanos();
    refuseAgain(new TopicAuthorizationException("no"));
    tryOut();
    assertThat(blocked.settle()).isEmpty();
    now += Duration.ofMillis(1999).toNanos();
    blocked.retryDue();
    assertThat(blocked.isUnderWay()).as("too early").isFalse();

    now += Duration.ofMillis(1).toNanos();
    takeNext();
    tryOut();
    assertThat(blocked.settle()).extracting(each -> each.outgoing().key()).containsExactly("1");
    assertThat(sent).containsExactly(X + " 1", X + " 1");
    assertThat(blocked.wasUnblocked()).isTrue();
    assertThat(blocked.wasUnblocked()).isFalse();
    assertThat(blocked.holdBack(event(X, "2", 10))).isFalse();
    assertThat(blocked.waiting()).isEmpty();
  }

  @Test
  void unansweredEventsHoldTheirTopicUntilAllAreAcknowledged() {
    CompletableFuture<Object> one = new CompletableFuture<>();
    CompletableFuture<Object> two = new CompletableFuture<>();
    blocked.unanswered(List.of(under(event(X, "1", 10), one), under(event(X, "2", 10), two)), "silence");
    one.complete("");

    assertThat(blocked.settle()).isEmpty();
    assertThat(blocked.holdBack(event(X, "3", 10))).isTrue();
    assertThat(blocked.isUnderWay()).isTrue();
    two.complete("");

    assertThat(blocked.settle()).hasSize(2);
    assertThat(blocked.holdBack(event(X, "3", 10))).isFalse();
    assertThat(sent).as("nothing is sent a second time").isEmpty();
  }

  @Test
  void whatWasTakenOfUnansweredEventsIsKnownThoughOthersWereGivenUp() {
    CompletableFuture<Object> given = CompletableFuture.failedFuture(new IllegalStateException("closed"));
    blocked.unanswered(List.of(under(event(X, "1", 10), CompletableFuture.completedFuture("")),
        under(event(X, "2", 10), given)), "silence");

    assertThat(blocked.settle()).extracting(each -> each.outgoing().key()).containsExactly("1");
    assertThat(blocked.holdBack(event(X, "3", 10))).isTrue();
    now += Duration.ofSeconds(1).toNanos();
    takeNext();
    tryOut();
    assertThat(sent).as("the first that was not taken").containsExactly(X + " 2");
  }

  @Test
  void forbiddenTopicWhoseFirstRecordIsTooLargeHoldsOnlyThatKeyAfterwards() {
    blocked.refused(event(X, "1", 10), new TopicAuthorizationException("no"));
    now += Duration.ofSeconds(1).toNanos();
    refuseAgain(new RecordTooLargeException("too large"));
    tryOut();
    blocked.settle();

    assertThat(blocked.holdBack(event(X, "1", 10))).isTrue();
    assertThat(blocked.holdBack(event(X, "2", 10))).isFalse();
  }

  @Test
  void lastEntryThatStaysIsRemembered() {
    blocked.refused(event(X, "1", 10), new TopicAuthorizationException("no"));
    OutboxPage page = new OutboxPage();
    OutgoingEvent held = event(X, "2", 10);
    OutgoingEvent gone = event(Y, "3", 10);
    OutgoingEvent notHandedOver = event(Y, "4", 10);
    List.of(held, gone, notHandedOver, event(X, "5", 10)).forEach(each -> page.add(each, blocked));

    page.endBehind(List.of(under(gone, CompletableFuture.completedFuture(""))));
    page.remove(gone.entry());

    assertThat(page.lastLeft()).isEqualTo(held.entry());
  }

  /** The producer may take {@code max.block.ms} to say so. */
  @Test
  void topicThatKafkaDoesNotKnowIsAskedForOnceAtATime() throws InterruptedException {
    partitions = new CompletableFuture<>();
    blocked.requestMetadata(List.of(X));
    for (int i = 0; i < 5; i++) {
      blocked.settle();
      blocked.retryDue();
    }
    assertThat(blocked.isEventUnderWay()).as("nothing was sent").isFalse();
    partitions.completeExceptionally(new TimeoutException("not present in metadata"));
    await().until(() -> !blocked.isUnderWay());
    blocked.settle();
    blocked.retryDue();
    assertThat(blocked.isUnderWay()).as("too early").isFalse();
    assertThat(asked).hasValue(1);

    now += Duration.ofSeconds(1).toNanos();
    partitions = CompletableFuture.completedFuture(List.of());
    blocked.retryDue();
    await().until(() -> !blocked.isUnderWay());
    assertThat(asked).hasValue(2);
  }

  /** Knows every topic, unless the test says otherwise, and answers what is sent as the test says. */
  private final class Template extends KafkaTemplate<byte[], byte[]> {

    Template() {
      super(() -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      asked.incrementAndGet();
      return partitions.join();
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {
      CompletableFuture<SendResult<byte[], byte[]>> answer = answers.remove();
      sent.add(record.topic() + " " + new String(record.key(), StandardCharsets.UTF_8));
      return answer;
    }
  }
}
