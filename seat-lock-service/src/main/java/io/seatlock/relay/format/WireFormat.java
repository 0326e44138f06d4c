package io.seatlock.relay.format;

import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Times;
import io.seatlock.store.outbox.MalformedEvent;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts outbox events to Kafka records: a plain JSON value, and the attributes of CloudEvents 1.0 as headers (binary
 * content mode of the CloudEvents Kafka protocol binding).
 */
public final class WireFormat {

  private static final Map<String, Integer> GRAVITY = Stream.of(Refusal.values())
      .collect(Collectors.toMap(Refusal::name, Refusal::ordinal));

  /** Gravest code first. A code that only a newer instance knows comes last, and is passed on as well. */
  private static final Comparator<String> BY_GRAVITY = Comparator.comparingInt(
      code -> GRAVITY.getOrDefault(code, Integer.MAX_VALUE));

  private static final Header SPEC_VERSION = header("ce_specversion", "1.0");

  private static final Header JSON_VALUE = header("content-type", "application/json");

  private final JsonMapper json = JsonMapper.shared();

  private final Header source;

  private final EventTopics topics;

  public WireFormat(String source, EventTopics topics) {
    this.source = header("ce_source", source);
    this.topics = topics;
  }

  /** The names of all topics to which records are sent. */
  public List<String> topicNames() {
    return topics.all();
  }

  /**
   * Converts an entry to a record.
   *
   * @throws MalformedEvent if the entry can't be converted
   */
  public OutgoingEvent outgoing(OutboxEntry entry) throws MalformedEvent {
    OutboxEvent event = entry.event();
    try {
      return new OutgoingEvent(entry, event, switch (event) {
        case OutboxEvent.Change change -> change(change);
        case OutboxEvent.Rejected rejected -> rejection(rejected);
      });
    } catch (RuntimeException surprise) {
      throw new MalformedEvent("it can't become a record: " + surprise);
    }
  }

  private ProducerRecord<byte[], byte[]> change(OutboxEvent.Change change) {
    String seat = change.seat().toString();
    // The version is normally Redis' time in µs, so a repeated event also has the time of its change.
    ProducerRecord<byte[], byte[]> record = record(topicOf(change), seat, seat + ":" + change.version(),
        Instant.ofEpochMilli(change.version() / 1000), ChangeValue.of(change));
    record.headers().add(header("ce_seatversion", String.valueOf(change.version())));
    return record;
  }

  private static Function<EventTopics, String> topicOf(OutboxEvent.Change change) {
    return switch (change) {
      case OutboxEvent.Locked _ -> EventTopics::locked;
      case OutboxEvent.Unlocked _ -> EventTopics::unlocked;
      case OutboxEvent.Finalized _ -> EventTopics::finalized;
    };
  }

  /** The fields of the request, followed by the reason of the rejection. */
  private ProducerRecord<byte[], byte[]> rejection(OutboxEvent.Rejected rejected) {
    ObjectNode value = rejected.body().deepCopy();
    switch (rejected.why()) {
      case OutboxEvent.Why.InvalidField(String field, String advice) ->
        value.put("code", "INVALID_REQUEST").put("field", field).put("detail", advice);
      case OutboxEvent.Why.Conflicts conflicts -> {
        addConflicts(value, conflicts.all());
        OutboxEvent.Orphan orphan = conflicts.orphan();
        if (orphan != null) {
          value.putObject("orphan").put("row", orphan.row()).put("seat", orphan.seat());
        }
      }
    }
    value.put("rejectedAt", Times.text(rejected.at()));
    return record(rejected.asked() == SeatCommand.Reject.Asked.LOCK
        ? EventTopics::lockRejected
        : EventTopics::finalizeRejected, rejected.key(), rejected.id(), rejected.at(), value);
  }

  private static void addConflicts(ObjectNode rejection, List<OutboxEvent.Conflict> conflicts) {
    rejection.put("code", conflicts.stream().map(OutboxEvent.Conflict::code).min(BY_GRAVITY).orElseThrow());
    if (rejection.get("seats") instanceof ArrayNode seats) {
      ArrayNode named = rejection.putArray("conflicts");
      for (OutboxEvent.Conflict conflict : conflicts) {
        ObjectNode seat = (ObjectNode) seats.get(conflict.place()).deepCopy();
        addDeadline(seat.put("code", conflict.code()), conflict.expiresAt());
        named.add(seat);
      }
    } else {
      addDeadline(rejection, conflicts.getFirst().expiresAt());
    }
  }

  private static void addDeadline(ObjectNode refused, @Nullable Instant expiresAt) {
    if (expiresAt != null) {
      refused.put("expiresAt", Times.text(expiresAt));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Function<EventTopics, String> topic, String key, String id,
      Instant time, Object value) {
    byte[] keyBytes = bytes(key);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.apply(topics), keyBytes,
        json.writeValueAsBytes(value));
    record.headers().add(SPEC_VERSION).add(header("ce_id", id))
        .add(header("ce_type", topic.apply(EventTopics.CONTRACT)))
        .add(source).add(header("ce_time", Times.text(time))).add(new RecordHeader("ce_subject", keyBytes))
        .add(JSON_VALUE);
    return record;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
