package io.seatlock.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.Request;
import io.seatlock.seat.SeatsUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests are the values of the records. */
class ReadingSessionTests {

  private static final String TOPIC = "seat.finalize";

  private static final TopicPartition P0 = new TopicPartition(TOPIC, 0);

  private static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  private final List<String> answered = new ArrayList<>();

  private final Set<String> away = new HashSet<>();

  private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(P0, 0L, P1, 0L));

  private long now;

  private final ReadingSession session = new ReadingSession(consumer, new PendingRequests(new Work(), () -> now),
      TopicPartition::toString, () -> now);

  @BeforeEach
  void assign() {
    session.start(TOPIC);
    consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    consumer.rebalance(List.of(P0, P1));
  }

  @Test
  void answersAreCommittedUpToTheFirstThatIsMissing() {
    away.add("lost");
    send(P0, "a", "b");
    send(P1, "c", "lost", "d");
    session.runOnce();
    session.runOnce();

    assertThat(answered).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(committed()).isEqualTo(Map.of(P0, 2L, P1, 1L));
    away.clear();
    now += RetryQueue.FIRST_BACK_OFF.toNanos();
    session.runOnce();
    session.runOnce();
    assertThat(committed()).isEqualTo(Map.of(P0, 2L, P1, 3L));
  }

  @Test
  void partitionThatIsTakenAwayIsCommittedAndWhatWasMissingIsReadAgain() {
    away.add("lost");
    send(P0, "a", "lost", "b");
    session.runOnce();
    consumer.rebalance(List.of(P1));
    session.runOnce();

    away.clear();
    now += RetryQueue.MAX_BACK_OFF.toNanos();
    session.runOnce();
    assertThat(answered).as("that is for its next reader").doesNotContain("lost");
    consumer.rebalance(List.of(P0, P1));
    assertThat(committed()).containsEntry(P0, 1L);
    sendFrom(P0, 1, "lost", "b");
    session.runOnce();
    session.runOnce();
    assertThat(answered).containsExactly("a", "b", "lost", "b");
    assertThat(committed()).containsEntry(P0, 3L);
  }

  @Test
  void fullPartitionIsPausedAndGoesOnWhenItsFirstRequestIsAnswered() {
    away.add("lost");
    send(P0, "lost");
    for (int i = 0; i < PendingRequests.LARGEST_WINDOW; i++) {
      send(P0, "a");
    }
    session.runOnce();
    session.runOnce();
    assertThat(consumer.paused()).containsExactly(P0);
    send(P1, "b");
    session.runOnce();
    assertThat(answered).endsWith("b");

    away.clear();
    now += RetryQueue.MAX_BACK_OFF.toNanos();
    session.runOnce();
    session.runOnce();
    session.runOnce();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void whatIsAnsweredIsCommittedAtTheEnd() {
    send(P0, "a");
    session.runOnce();
    session.close();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void consumerIsClosedWhateverHappens() {
    send(P0, "a");
    session.runOnce();
    consumer.seek(P0, 0);
    sendFrom(P0, 0, "a");
    assertThatThrownBy(session::runOnce).isInstanceOf(IllegalStateException.class);
    session.close();
    assertThat(consumer.closed()).isTrue();
  }

  /** The topic was recreated, or its end was lost: the consumer resets its position to the earliest record. */
  @Test
  void partitionThatEndsBeforeItsCommittedOffsetIsReadFromItsBeginning() {
    consumer.rebalance(List.of());
    consumer.commitSync(Map.of(P0, new OffsetAndMetadata(5)));
    consumer.rebalance(List.of(P0));
    assertThat(consumer.position(P0)).isEqualTo(5);
    consumer.seek(P0, 0);
    sendFrom(P0, 0, "a", "b");
    session.runOnce();
    session.runOnce();

    assertThat(answered).containsExactly("a", "b");
    assertThat(committed()).containsEntry(P0, 2L);
  }

  @Test
  void failureToReadIsTold() {
    consumer.setPollException(new KafkaException("gone"));
    assertThatThrownBy(session::runOnce).hasMessage("gone");
  }

  @Test
  void groupThatDoesNotAnswerIsAProblemAfterAWhile() {
    ReadingSession late = new ReadingSession(new MockConsumer<>("earliest"),
        new PendingRequests(new Work(), () -> now), TopicPartition::toString, () -> now);
    late.start(TOPIC);
    assertThat(late.isReading()).isFalse();
    now += ReadingSession.PATIENCE.toNanos() - 1;
    assertThat(late.problem()).isNull();
    now++;
    assertThat(late.problem()).contains("group");
    assertThat(session.problem()).isNull();
    assertThat(session.isReading()).isTrue();
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    consumer.committed(Set.of(P0, P1)).forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  private void send(TopicPartition partition, String... values) {
    sendFrom(partition, ends.getOrDefault(partition, 0L), values);
  }

  private void sendFrom(TopicPartition partition, long offset, String... values) {
    for (String value : values) {
      consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset++, null,
          value.getBytes(StandardCharsets.UTF_8)));
    }
    ends.merge(partition, offset, Math::max);
  }

  private final class Work implements PendingRequests.TaskFactory {

    @Override
    public RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      return new RequestTask(value, () -> {
        if (away.contains(value)) {
          return CompletableFuture.failedFuture(new SeatsUnavailable("away", null));
        }
        answered.add(value);
        return CompletableFuture.completedFuture(null);
      });
    }

    @Override
    public RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
