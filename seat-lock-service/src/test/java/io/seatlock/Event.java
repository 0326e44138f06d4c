package io.seatlock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record of one of the service's topics. */
record Event(String topic, int partition, long offset, long timestamp, @Nullable String key,
    Map<String, String> headers,
    @Nullable ByteBuffer bytes) {

  static Event of(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
    return new Event(record.topic(), record.partition(), record.offset(), record.timestamp(), text(record.key()),
        headers, record.value() == null ? null : ByteBuffer.wrap(record.value()));
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  boolean isDead() {
    return topic.endsWith("-dlt");
  }

  String id() {
    return header("ce_id");
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The value as text. */
  @Nullable
  String value() {
    return bytes == null ? null : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(value());
  }

  /** A field of the value as text, or "" if it has none. */
  String get(String field) {
    return json().path(field).asString("");
  }

  long version() {
    return json().get("version").asLong();
  }

  /** What happened, in few words: {@code locked}, {@code unlocked(expired)}, {@code lock.rejected} … */
  String what() {
    String name = topic.substring("seat.".length());
    return name.equals("unlocked") ? name + "(" + get("reason") + ")" : name;
  }
}
