package io.seatlock.relay.format;

import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event as it is in the outbox, and the record that is sent to Kafka.
 *
 * @param size of key, value and headers in bytes, without the few that Kafka adds
 */
public record OutgoingEvent(OutboxEntry entry, OutboxEvent event, ProducerRecord<byte[], byte[]> record, int size) {

  public OutgoingEvent(OutboxEntry entry, OutboxEvent event, ProducerRecord<byte[], byte[]> record) {
    this(entry, event, record, size(record));
  }

  public String topic() {
    return record.topic();
  }

  public String key() {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Equal for events that must not overtake each other. */
  public String topicAndKey() {
    return topic() + "/" + key();
  }

  private static int size(ProducerRecord<byte[], byte[]> record) {
    int size = record.key().length + record.value().length;
    for (Header header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }
}
