package io.seatlock.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Reply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The seats as Redis keeps them. */
final class RedisSeats implements Seats {

  private final Partitions partitions;

  private final Counter grants;

  private final Counter repeated;

  private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

  RedisSeats(Partitions partitions, MeterRegistry meters) {
    this.partitions = partitions;
    this.grants = meters.counter("seat.lock.grants");
    this.repeated = meters.counter("seat.lock.requests.repeated");
    for (Refusal refusal : Refusal.values()) {
      refusals.put(refusal, meters.counter("seat.lock.refusals", "code", refusal.name()));
    }
  }

  @Override
  public Outcome perform(SeatCommand command) {
    Partition partition = partitions.of(command.venueId());
    return outcome(command, partition, partition.submit(command));
  }

  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    Partition partition = partitions.of(command.venueId());
    CompletableFuture<Reply> reply = partition.submit(command);
    return reply.handle((_, _) -> outcome(command, partition, reply));
  }

  private Outcome outcome(SeatCommand command, Partition partition, CompletableFuture<Reply> reply) {
    Reply answer = partition.await(reply);
    Outcome outcome = command instanceof SeatCommand.LockBest
        ? answer.outcomeOfBest(seats(command))
        : answer.outcome(seats(command));
    count(command, outcome);
    return outcome;
  }

  private static List<SeatId> seats(SeatCommand command) {
    return switch (command) {
      case SeatCommand.OfGroup ofGroup -> ofGroup.group().seats();
      case SeatCommand.LockBest best -> best.choices().isEmpty() ? List.of() : best.choices().getFirst().seats();
      case SeatCommand.Expire expire -> List.of(expire.seat());
      case SeatCommand.Reject _ -> List.of();
    };
  }

  /** Whether the command granted a new lock. False if it repeated an earlier request and got the lock of that one. */
  private static boolean isGrant(SeatCommand command, Outcome.Done done) {
    String granted = switch (command) {
      case SeatCommand.Lock lock -> lock.lockId();
      case SeatCommand.LockBest best -> best.lockId();
      default -> null;
    };
    return granted != null && granted.equals(done.seats().getFirst().lockId());
  }

  private void count(SeatCommand command, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused refused when refused.conflicts().isEmpty() -> {
      }
      case Outcome.Refused refused -> Objects.requireNonNull(refusals.get(refused.mostSevere().code())).increment();
      case Outcome.Answered _ -> repeated.increment();
      case Outcome.Done done -> {
        if (isGrant(command, done)) {
          grants.increment(done.seats().size());
        }
      }
    }
  }
}
