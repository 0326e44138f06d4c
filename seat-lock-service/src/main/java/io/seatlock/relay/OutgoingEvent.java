package io.seatlock.relay;

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
record OutgoingEvent(OutboxEntry entry, OutboxEvent event, ProducerRecord<byte[], byte[]> record, int size) {

  OutgoingEvent(OutboxEntry entry, OutboxEvent event, ProducerRecord<byte[], byte[]> record) {
    this(entry, event, record, size(record));
  }

  String topic() {
    return record.topic();
  }

  String key() {
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
