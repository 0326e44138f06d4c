package io.seatlock.intake;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import io.seatlock.seat.Seats;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Kafka door. All that one poll brings goes to the seats in order; the offsets are committed after
 * the answers. What can't be read goes to the dead-letter topic; what can be read gets exactly one
 * answer, which the script writes in the same step as the change. While Redis is away the poll is
 * repeated: nothing is skipped.
 */
@Component
class KafkaRequests {

  /** As in REST. Key and value are repeated by a rejection, which must never grow too large to be sent. */
  private static final int MAX_BYTES = 65_536;

  private final Seats seats;

  private final LockLimits limits;

  private final JsonMapper json;

  private final ConsumerRecordRecoverer deadLetters;

  KafkaRequests(Seats seats, LockLimits limits, JsonMapper json, ConsumerRecordRecoverer deadLetters) {
    this.seats = seats;
    this.limits = limits;
    this.json = json;
    this.deadLetters = deadLetters;
  }

  @KafkaListener(topics = RequestTopics.LOCK_REQUESTED, batch = "true", autoStartup = "false")
  void onLockRequested(List<ConsumerRecord<byte[], byte[]>> records) {
    perform(records, this::lock);
  }

  @KafkaListener(topics = RequestTopics.FINALIZE, batch = "true", autoStartup = "false")
  void onFinalize(List<ConsumerRecord<byte[], byte[]>> records) {
    perform(records, this::finalizeSeats);
  }

  private void perform(List<ConsumerRecord<byte[], byte[]>> records,
      Function<ConsumerRecord<byte[], byte[]>, SeatCommand> reading) {
    List<SeatCommand> commands = new ArrayList<>(records.size());
    List<Runnable> unreadables = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        commands.add(reading.apply(record));
      } catch (RuntimeException unreadable) {
        unreadables.add(() -> deadLetters.accept(record, unreadable));
      }
    }
    seats.performAll(commands);
    // Last, so that a poll which is repeated while Redis is away does not fill the topic.
    unreadables.forEach(Runnable::run);
  }

  private SeatCommand lock(ConsumerRecord<byte[], byte[]> record) {
    LockRequest asked = read(record, LockRequest.class);
    Request request = request(record, asked);
    try {
      return asked.command(limits, request);
    } catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.LOCK, key(record), request, invalid);
    }
  }

  private SeatCommand finalizeSeats(ConsumerRecord<byte[], byte[]> record) {
    FinalizeRequest asked = read(record, FinalizeRequest.class);
    Request request = request(record, asked.withoutSecret());
    try {
      return asked.command(request);
    } catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.FINALIZE, key(record), request, invalid);
    }
  }

  /** A null value (a tombstone) and the JSON null are no requests either. */
  private <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    byte[] value = Objects.requireNonNull(record.value(), "The record has no value");
    if (record.serializedKeySize() + record.serializedValueSize() > MAX_BYTES) {
      throw new IllegalArgumentException("The record is larger than " + MAX_BYTES + " bytes");
    }
    return Objects.requireNonNull(json.readValue(value, type), "The value must be a JSON object, not null");
  }

  private Request request(ConsumerRecord<byte[], byte[]> record, Object body) {
    return new Request(id(record), Instant.ofEpochMilli(record.timestamp()), json.writeValueAsString(body), null);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? id(record) : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }
}
