package io.seatlock.relay.format;

import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event on its way out: as the outbox has it, and as Kafka gets it.
 *
 * @param size of the record in bytes, without the few that Kafka adds
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

  private static int size(ProducerRecord<byte[], byte[]> record) {
    int size = record.key().length + record.value().length;
    for (Header header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }
}
