package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.seat.SeatId;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;

/** Kafka may refuse a record that is larger than those it has taken, and a smaller one must not overtake it. */
class RecordSizesTests {

  private static final String X = "seat.locked";

  private static final String Y = "seat.unlocked";

  private static final OutboxEvent SOLD = new OutboxEvent.Finalized(new SeatId("hall", "A", "1"), "ann", Instant.EPOCH,
      1);

  private final BlockedEvents blocked = new BlockedEvents(new SharedProducer(new KafkaTemplate<byte[], byte[]>(
      () -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()))), () -> 0);

  private static OutgoingEvent event(String topic, String key, int bytes) {
    return new OutgoingEvent(OutboxEntry.read(key + "-0", Map.of()), SOLD,
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), new byte[bytes]));
  }

  @Test
  void pageEndsBeforeTheNextEventUnderTheKeyOfARecordThatMayBeRefusedForItsSize() {
    blocked.acknowledged(event(X, "0", 100));
    OutboxPage page = new OutboxPage();

    assertThat(page.add(event(X, "1", 100), blocked)).isTrue();
    assertThat(page.add(event(X, "1", 100), blocked)).as("no larger than what was taken").isTrue();
    assertThat(page.add(event(X, "1", 101), blocked)).isTrue();
    assertThat(page.add(event(X, "2", 101), blocked)).as("another key").isTrue();
    assertThat(page.add(event(Y, "3", 1), blocked)).as("another topic").isTrue();
    assertThat(page.add(event(X, "1", 1), blocked)).isFalse();
    assertThat(page.toSend()).hasSize(5);
  }

  /** An operator has lowered {@code max.message.bytes}. */
  @Test
  void sizeThatWasTakenBeforeMayBeTooLargeAfterARefusal() {
    blocked.acknowledged(event(X, "0", 1000));
    blocked.refused(event(X, "1", 500), new RecordTooLargeException("too large"));

    assertThat(blocked.mayBeTooLarge(event(X, "2", 400))).isTrue();
    blocked.acknowledged(event(X, "2", 400));
    blocked.refused(event(X, "3", 5000), new RecordTooLargeException("too large"));
    assertThat(blocked.mayBeTooLarge(event(X, "2", 400))).as("it was larger than what was taken").isFalse();
  }
}
