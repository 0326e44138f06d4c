package io.seatlock.requests;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Submits requests to {@link Seats}, and writes those that can't be answered to the dead-letter topic. */
final class RequestHandler implements PendingRequests.TaskFactory {

  private final BiFunction<ConsumerRecord<byte[], byte[]>, Request.Position, SeatCommand> parser;

  private final Seats seats;

  private final RequestDeadLetters deadLetters;

  /** @param parser turns a record into a command; throws if the record can't be parsed */
  RequestHandler(BiFunction<ConsumerRecord<byte[], byte[]>, Request.Position, SeatCommand> parser, Seats seats,
      RequestDeadLetters deadLetters) {
    this.parser = parser;
    this.seats = seats;
    this.deadLetters = deadLetters;
  }

  @Override
  public RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
    try {
      SeatCommand command = parser.apply(record, position);
      return new RequestTask("venue " + command.venueId(), () -> seats.submit(command));
    } catch (RuntimeException unreadable) {
      return deadLetter(record, "INVALID_REQUEST", unreadable);
    }
  }

  @Override
  public RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
    return deadLetter(record, failure instanceof CommandFailed ? "SEAT_DAMAGED" : "INTERNAL_ERROR", failure);
  }

  private RequestTask deadLetter(ConsumerRecord<byte[], byte[]> record, String code, Throwable reason) {
    return new RequestTask(RequestTask.DEAD_LETTERS, () -> deadLetters.write(record, code, reason));
  }
}
