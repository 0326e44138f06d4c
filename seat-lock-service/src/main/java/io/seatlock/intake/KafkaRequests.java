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
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Kafka door. All that one poll brings goes to the seats in order; the offsets are committed after
 * the answers. What can't be read goes to the dead-letter topic; what can be read gets exactly one
 * answer, which the script writes in the same step as the change. While Redis is away the poll is
 * repeated: nothing is skipped.
 */
@Component
class KafkaRequests {

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
  void lock(List<ConsumerRecord<byte[], byte[]>> records) {
    perform(records, this::lock);
  }

  @KafkaListener(topics = RequestTopics.FINALIZE, batch = "true", autoStartup = "false")
  void finalizeSeats(List<ConsumerRecord<byte[], byte[]>> records) {
    perform(records, this::finalizeSeat);
  }

  private void perform(List<ConsumerRecord<byte[], byte[]>> records,
      Function<ConsumerRecord<byte[], byte[]>, SeatCommand> reading) {
    List<SeatCommand> commands = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        commands.add(reading.apply(record));
      }
      catch (JacksonException unreadable) {
        deadLetters.accept(record, unreadable);
      }
    }
    seats.performAll(commands);
  }

  private SeatCommand lock(ConsumerRecord<byte[], byte[]> record) {
    LockRequest asked = json.readValue(record.value(), LockRequest.class);
    Request request = request(record, asked);
    try {
      return asked.command(limits, request);
    }
    catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.LOCK, request, invalid);
    }
  }

  private SeatCommand finalizeSeat(ConsumerRecord<byte[], byte[]> record) {
    FinalizeRequest asked = json.readValue(record.value(), FinalizeRequest.class);
    Request request = request(record, asked.withoutSecret());
    try {
      return asked.command(request);
    }
    catch (InvalidRequest invalid) {
      return new SeatCommand.Reject(Asked.FINALIZE, request, invalid);
    }
  }

  private Request request(ConsumerRecord<byte[], byte[]> record, Object body) {
    String id = record.topic() + "/" + record.partition() + "/" + record.offset();
    String key = record.key() == null ? id : new String(record.key(), StandardCharsets.UTF_8);
    return new Request(id, key, Instant.ofEpochMilli(record.timestamp()), json.writeValueAsString(body));
  }
}
