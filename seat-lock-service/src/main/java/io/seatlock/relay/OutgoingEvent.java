package io.seatlock.relay;

import io.seatlock.store.outbox.OutboxEntry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** An event on its way out: as the outbox has it, and as Kafka gets it. */
record OutgoingEvent(OutboxEntry entry, ProducerRecord<byte[], byte[]> record) {

  String topic() {
    return record.topic();
  }

  String key() {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** In bytes, without the few that Kafka adds. */
  int size() {
    int size = record.key().length + record.value().length;
    for (Header header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }
}
