package io.seatlock.requests.format;

import io.seatlock.payload.LockRequest;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import io.seatlock.seat.SeatCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a request record into a command. A request that breaks a rule becomes a {@code Reject} command. A record that
 * can't be parsed causes an exception.
 */
public final class RequestParser {

  /** Of key and value together; the same limit as for bodies in REST. */
  private static final int MAX_BYTES = 65_536;

  /** The longest key of a seat: three ids of 64 characters of at most 4 bytes, and two colons. */
  private static final int MAX_KEY_BYTES = 1024;

  private final RequestTopics topics;

  private final LockLimits limits;

  private final JsonMapper json;

  private final Echo echo;

  public RequestParser(RequestTopics topics, LockLimits limits, JsonMapper json) {
    this.topics = topics;
    this.limits = limits;
    this.json = json;
    this.echo = new Echo(json);
  }

  /** @return the parser of the topic's records; it throws if a record can't be parsed */
  public BiFunction<ConsumerRecord<byte[], byte[]>, Request.Position, SeatCommand> of(String topic) {
    if (topic.equals(topics.lockRequested())) {
      return this::lock;
    }
    if (topic.equals(topics.finalizeRequested())) {
      return this::finalizeSeats;
    }
    throw new IllegalArgumentException(topic + " is not a request topic");
  }

  private SeatCommand lock(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
    LockRequest asked = read(record, LockRequest.class);
    try {
      return asked.command(limits, request(record, json.writeValueAsString(asked), position));
    } catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.LOCK, key(record), request(record, echo.of(asked), position), invalid);
    }
  }

  private SeatCommand finalizeSeats(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
    FinalizeRequest asked = read(record, FinalizeRequest.class);
    FinalizeRequest shown = asked.withoutSecret();
    try {
      return asked.command(request(record, json.writeValueAsString(shown), position));
    } catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.FINALIZE, key(record), request(record, echo.of(shown), position), invalid);
    }
  }

  /** Parses the value. Also refuses a null value (a tombstone) and the JSON value null. */
  private <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    byte[] value = Objects.requireNonNull(record.value(), "The record has no value");
    if (record.serializedKeySize() + record.serializedValueSize() > MAX_BYTES) {
      throw new IllegalArgumentException("The record is larger than " + MAX_BYTES + " bytes");
    }
    return Objects.requireNonNull(json.readValue(value, type), "The value must be a JSON object, not null");
  }

  private static Request request(ConsumerRecord<byte[], byte[]> record, String body, Request.Position position) {
    return new Request(id(record), Instant.ofEpochMilli(record.timestamp()), body, position);
  }

  /**
   * The key of a rejection: the record's own key, or the record's id if the key is missing or longer than that of any
   * seat.
   */
  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null || record.key().length > MAX_KEY_BYTES
        ? id(record)
        : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Identifies the record; the same at each delivery. */
  public static String id(ConsumerRecord<?, ?> record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }
}
