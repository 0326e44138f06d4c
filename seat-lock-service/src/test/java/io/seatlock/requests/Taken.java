package io.seatlock.requests;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A partition with requests. Each is named by its offset, and its key is {@code venue:seat}. Time passes when the test
 * says so.
 */
final class Taken implements PendingRequests.TaskFactory {

  static final TopicPartition P0 = new TopicPartition("seat.lock.requested", 0);

  final FakeSeats seats = new FakeSeats();

  final List<Request.Position> positions = new ArrayList<>();

  final List<String> givenUp = new ArrayList<>();

  final PendingRequests pending = new PendingRequests(this, this::now);

  CompletableFuture<?> deadLetter = CompletableFuture.completedFuture(null);

  long now;

  long offset;

  Taken() {
    pending.assigned(P0, "source", 0);
  }

  private long now() {
    return now;
  }

  void take(String... keys) {
    for (String key : keys) {
      take(key, new RecordHeaders());
    }
    pending.settle();
  }

  void take(String key, Headers headers) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    pending.take(new ConsumerRecord<>(P0.topic(), 0, offset++, 0, TimestampType.CREATE_TIME, bytes.length, 0, bytes,
        new byte[0], headers, Optional.empty()));
  }

  void pass(Duration time) {
    now += time.toNanos();
    pending.settle();
    pending.settle();
  }

  /** Each request is a rejection, the simplest command; its place is the part of the key before the colon. */
  @Override
  public RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
    positions.add(position);
    String venue = new String(record.key(), StandardCharsets.UTF_8).split(":")[0];
    Request request = new Request(String.valueOf(record.offset()), Instant.EPOCH, "{}", position);
    SeatCommand command = new SeatCommand.Reject(Asked.LOCK, venue, request, new InvalidRequest("row", "is bad"));
    return new RequestTask("venue " + venue, () -> seats.submit(command));
  }

  @Override
  public RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
    givenUp.add(record.offset() + " " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
    return new RequestTask(RequestTask.DEAD_LETTERS, () -> deadLetter);
  }
}
