package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.seat.SeatId;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;

/** When a producer is replaced that may hang. Kafka answers nothing unless the test says so. */
class ProducerWatchdogTests {

  private static final Duration LEASE = Duration.ofSeconds(3);

  private static final OutboxEvent SOLD = new OutboxEvent.Finalized(new SeatId("hall", "A", "1"), "ann", Instant.EPOCH,
      1);

  private static final OutgoingEvent EVENT = new OutgoingEvent(OutboxEntry.read("1-0", Map.of()), SOLD,
      new ProducerRecord<>("seat.locked", new byte[0], new byte[1]));

  private CompletableFuture<SendResult<byte[], byte[]>> answer = new CompletableFuture<>();

  private int replaced;

  private long now;

  private final SharedProducer producer = new SharedProducer(new Template());

  private final BlockedEvents blocked = new BlockedEvents(producer, () -> now);

  private final ProducerWatchdog watchdog = new ProducerWatchdog(producer, LEASE, () -> now);

  /** One round of the relay a second; in each Kafka acknowledges events of other topics, or none. */
  private void pass(Duration time, boolean othersAreAcknowledged) {
    for (long second = 0; second < time.toSeconds(); second++) {
      now += Duration.ofSeconds(1).toNanos();
      if (othersAreAcknowledged) {
        watchdog.restartTimer();
      }
      watchdog.replaceIfSilent(blocked);
    }
  }

  @Test
  void producerThatHearsNothingIsReplacedAfterFiveLeases() {
    blocked.unanswered(List.of(new SentEvent(EVENT, answer)), "silence");

    pass(LEASE.multipliedBy(5), false);
    assertThat(replaced).isZero();
    pass(Duration.ofSeconds(1), false);
    assertThat(replaced).isOne();
  }

  /** The topic was created again with fewer partitions: the producer waits for the missing ones for days. */
  @Test
  void producerThatKeepsEventsOfOneTopicIsReplacedThoughOthersAreAcknowledged() {
    blocked.unanswered(List.of(new SentEvent(EVENT, answer)), "silence");

    pass(ProducerWatchdog.MAX_WAIT_FOR_ONE_TOPIC, true);
    assertThat(replaced).isZero();
    pass(Duration.ofSeconds(1), true);
    assertThat(replaced).isOne();
    assertThat(blocked.settle()).isEmpty();

    pass(Duration.ofSeconds(2), true);
    blocked.retryDue();
    await().until(() -> blocked.isEventUnderWay());
    pass(ProducerWatchdog.MAX_WAIT_FOR_ONE_TOPIC, true);
    assertThat(replaced).as("the next attempt has as much time").isOne();
    pass(Duration.ofSeconds(1), true);
    assertThat(replaced).isEqualTo(2);
  }

  @Test
  void producerIsKeptWhileNothingIsInFlight() {
    pass(Duration.ofMinutes(10), false);
    assertThat(replaced).isZero();
  }

  /** What is in flight when the producer is replaced fails. */
  private final class Template extends KafkaTemplate<byte[], byte[]> {

    Template() {
      super(new ProducerFactory<byte[], byte[]>() {

        @Override
        public Producer<byte[], byte[]> createProducer() {
          return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void reset() {
          replaced++;
          answer.completeExceptionally(new IllegalStateException("closed"));
          answer = new CompletableFuture<>();
        }
      });
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      return List.of();
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {
      return answer;
    }
  }
}
