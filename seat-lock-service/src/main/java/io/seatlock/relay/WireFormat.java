package io.seatlock.relay;

import io.seatlock.seat.Refusal;
import io.seatlock.seat.Times;
import io.seatlock.store.outbox.EventRules;
import io.seatlock.store.outbox.OutboxEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An outbox entry as a Kafka record: a plain JSON value, and the attributes of CloudEvents 1.0 as
 * headers (binary content mode of the CloudEvents Kafka protocol binding).
 */
final class WireFormat {

  private static final Map<String, Integer> GRAVITY = Stream.of(Refusal.values())
      .collect(Collectors.toMap(Refusal::name, Refusal::ordinal));

  /** A code that a newer instance wrote is not known here; it is passed on all the same. */
  private static final Comparator<String> BY_GRAVITY = Comparator.comparingInt(
      code -> GRAVITY.getOrDefault(code, Integer.MAX_VALUE));

  private final JsonMapper json = JsonMapper.shared();

  private final String source;

  private final EventTopics topics;

  WireFormat(String source, EventTopics topics) {
    this.source = source;
    this.topics = topics;
  }

  /** All topics that records may go to. */
  List<String> topicNames() {
    return topics.all();
  }

  /** @throws Unsendable if it can't become a record */
  OutgoingEvent outgoing(OutboxEntry entry) throws Unsendable {
    String flaw = EventRules.flaw(entry.fields());
    if (flaw != null) {
      throw new Unsendable(flaw);
    }
    try {
      return new OutgoingEvent(entry, record(entry));
    } catch (RuntimeException surprise) {
      throw new Unsendable("it can't become a record: " + surprise);
    }
  }

  private ProducerRecord<byte[], byte[]> record(OutboxEntry entry) {
    return switch (entry.get("kind")) {
      case "locked" -> change(EventTopics::locked, entry, locked(entry));
      case "unlocked" -> change(EventTopics::unlocked, entry, unlocked(entry));
      case "finalized" -> change(EventTopics::finalized, entry, finalized(entry));
      case "lock-rejected" -> rejection(EventTopics::lockRejected, entry);
      case "finalize-rejected" -> rejection(EventTopics::finalizeRejected, entry);
      default -> throw new IllegalArgumentException("unknown kind " + entry.get("kind"));
    };
  }

  private ObjectNode locked(OutboxEntry entry) {
    return seat(entry).put("userId", entry.get("userId"))
        .put("lockedAt", time(entry, "at")).put("expiresAt", time(entry, "expiresAt"));
  }

  private ObjectNode unlocked(OutboxEntry entry) {
    return seat(entry).put("reason", entry.get("reason")).put("userId", entry.get("userId"))
        .put("unlockedAt", time(entry, "at"));
  }

  private ObjectNode finalized(OutboxEntry entry) {
    return seat(entry).put("userId", entry.get("userId")).put("finalizedAt", time(entry, "at"));
  }

  private ObjectNode seat(OutboxEntry entry) {
    String[] parts = entry.get("seat").split(":");
    return json.createObjectNode().put("venueId", parts[0]).put("row", parts[1]).put("seat", parts[2]);
  }

  private ProducerRecord<byte[], byte[]> change(Function<EventTopics, String> topic, OutboxEntry entry,
      ObjectNode value) {
    long version = Long.parseLong(entry.get("version"));
    String seat = entry.get("seat");
    // The version is Redis' time in µs, so a repeated event carries the time of its change, too.
    ProducerRecord<byte[], byte[]> record = record(topic, seat, seat + ":" + version,
        Instant.ofEpochMilli(version / 1000), value.put("version", version));
    header(record, "ce_seatversion", String.valueOf(version));
    return record;
  }

  /** The request's own fields, then why it was refused. */
  private ProducerRecord<byte[], byte[]> rejection(Function<EventTopics, String> topic, OutboxEntry entry) {
    ObjectNode value = (ObjectNode) json.readTree(entry.get("body"));
    if (entry.fields().containsKey("field")) {
      value.put("code", "INVALID_REQUEST").put("field", entry.get("field")).put("detail", entry.get("advice"));
    } else {
      addConflicts(value, (ArrayNode) json.readTree(entry.get("conflicts")));
    }
    value.put("rejectedAt", time(entry, "at"));
    return record(topic, entry.get("key"), entry.get("id"), millis(entry, "at"), value);
  }

  /** @param conflicts as the script writes them: place of the seat in the request, code, deadline in ms or 0 */
  private static void addConflicts(ObjectNode rejection, ArrayNode conflicts) {
    rejection.put("code", conflicts.valueStream().map(WireFormat::code).min(BY_GRAVITY).orElseThrow());
    if (rejection.get("seats") instanceof ArrayNode seats) {
      ArrayNode named = rejection.putArray("conflicts");
      for (JsonNode conflict : conflicts) {
        ObjectNode seat = (ObjectNode) seats.get(conflict.get(0).asInt()).deepCopy();
        addDeadline(seat.put("code", code(conflict)), conflict);
        named.add(seat);
      }
    } else {
      addDeadline(rejection, conflicts.get(0));
    }
  }

  private static void addDeadline(ObjectNode refused, JsonNode conflict) {
    if (conflict.get(2).asLong() != 0) {
      refused.put("expiresAt", Times.text(Instant.ofEpochMilli(conflict.get(2).asLong())));
    }
  }

  private static String code(JsonNode conflict) {
    return conflict.get(1).asString();
  }

  private ProducerRecord<byte[], byte[]> record(Function<EventTopics, String> topic, String key, String id,
      Instant time,
      ObjectNode value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.apply(topics), bytes(key),
        json.writeValueAsBytes(value));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id);
    header(record, "ce_type", topic.apply(EventTopics.CONTRACT));
    header(record, "ce_source", source);
    header(record, "ce_time", Times.text(time));
    header(record, "ce_subject", key);
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, bytes(value));
  }

  private static String time(OutboxEntry entry, String field) {
    return Times.text(millis(entry, field));
  }

  private static Instant millis(OutboxEntry entry, String field) {
    return Instant.ofEpochMilli(Long.parseLong(entry.get(field)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
