package io.seatlock.requests;

import io.seatlock.requests.format.RequestParser;
import io.seatlock.requests.format.RequestTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Makes the dead letter of a request that can't be answered: the unchanged record, with the reason in additional
 * headers.
 */
final class DeadLetter {

  static final String CODE = "seatlock_code";

  /** In chars. Limited, since the message may quote the record. */
  private static final int LONGEST_MESSAGE = 1000;

  private DeadLetter() {}

  /**
   * The dead letter of a record. If the record has no key, its id becomes the key, because a compacted topic accepts no
   * record without a key.
   *
   * @param code the error code, as in REST
   */
  static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String code, Throwable reason) {
    byte[] key = record.key() == null ? bytes(RequestParser.id(record)) : record.key();
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(RequestTopics.deadLetters(record.topic()), null, key,
        record.value(), record.headers());
    addOrigin(letter.headers(), record);
    letter.headers().add(CODE, bytes(code));
    addReason(letter.headers(), reason);
    return letter;
  }

  private static void addOrigin(Headers headers, ConsumerRecord<byte[], byte[]> record) {
    headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(record.topic()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(record.partition()).array());
    headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(record.offset()).array());
    headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(record.timestamp()).array());
    headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, bytes(record.timestampType().toString()));
  }

  private static void addReason(Headers headers, Throwable reason) {
    headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, bytes(reason.getClass().getName()));
    if (reason.getCause() != null) {
      headers.add(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, bytes(reason.getCause().getClass().getName()));
    }
    String message = String.valueOf(reason.getMessage());
    headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE,
        bytes(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
