package io.seatlock.faults.load;

import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.SeatEvent.What;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Converts records of the topics to what the checker reads. */
final class EventParser {

  private static final JsonMapper JSON = JsonMapper.shared();

  private EventParser() {}

  static SeatEvent event(ConsumerRecord<byte[], byte[]> record) {
    JsonNode value = JSON.readTree(record.value());
    return new SeatEvent(record.topic(), record.partition(), record.offset(), text(record.key()), id(record),
        value.path("version").asLong(0), what(record.topic(), value), user(value), at(value),
        millis(value.get("expiresAt")), record.timestamp());
  }

  /** The requestId of a rejection; empty if the record is no rejection or the request had none. */
  static Optional<String> requestId(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().endsWith(".rejected")
        ? Optional.ofNullable(JSON.readTree(record.value()).get("requestId")).map(JsonNode::asString)
        : Optional.empty();
  }

  private static What what(String topic, JsonNode value) {
    return switch (topic) {
      case "seat.locked" -> What.LOCKED;
      case "seat.finalized" -> What.FINALIZED;
      case "seat.unlocked" -> switch (value.get("reason").asString()) {
        case "expired" -> What.EXPIRED;
        case "released" -> What.RELEASED;
        default -> What.UNLOCKED;
      };
      default -> What.REJECTED;
    };
  }

  private static long at(JsonNode value) {
    for (String name : new String[] {"lockedAt", "unlockedAt", "finalizedAt", "rejectedAt"}) {
      if (value.has(name)) {
        return millis(value.get(name));
      }
    }
    return 0;
  }

  private static long millis(@Nullable JsonNode time) {
    return time == null ? 0 : Instant.parse(time.asString()).toEpochMilli();
  }

  private static @Nullable String user(JsonNode value) {
    return value.has("userId") ? value.get("userId").asString() : null;
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    return id == null ? "" : text(id.value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
