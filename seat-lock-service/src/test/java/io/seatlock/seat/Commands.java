package io.seatlock.seat;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Commands in a few words, for tests. One seat is named alone, more are named as a list. */
public final class Commands {

  /** More would wait in the queue of group commit for longer than its limit on a slow machine. */
  private static final int TOGETHER = 1_000;

  private Commands() {}

  public static SeatId seat(String row, int number) {
    return new SeatId("hall", row, String.valueOf(number));
  }

  /** Submits all, a thousand at a time, and waits for all answers. */
  public static List<Outcome> performAll(Seats seats, List<SeatCommand> commands) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < commands.size(); from += TOGETHER) {
      outcomes.addAll(performTogether(seats, commands.subList(from, Math.min(from + TOGETHER, commands.size()))));
    }
    return outcomes;
  }

  private static List<Outcome> performTogether(Seats seats, List<SeatCommand> commands) {
    List<CompletableFuture<Outcome>> submitted = commands.stream().map(seats::submit).toList();
    try {
      return submitted.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Locks a seat for a millisecond, and waits until it is over: a fast machine would still find the lock. */
  public static void lockUntilOver(Seats seats, String user, SeatId seat) {
    seats.perform(lock(user, Duration.ofMillis(1), seat));
    await().until(() -> seats.perform(look(seat)) instanceof Outcome.Done done
        && done.seats().getFirst().status() == SeatState.Status.AVAILABLE);
  }

  public static SeatCommand.Lock lock(String user, Duration timeout, SeatId... seats) {
    return lock(user, timeout, null, group(seats));
  }

  public static SeatCommand.Lock lockList(String user, Duration timeout, SeatId... seats) {
    return lock(user, timeout, null, new SeatGroup(List.of(seats), true));
  }

  public static SeatCommand.Lock lock(String user, Duration timeout, @Nullable Request request, SeatGroup group) {
    return new SeatCommand.Lock(group, user, timeout, LockIds.next(), request);
  }

  public static SeatCommand.Unlock unlock(Proof proof, SeatId... seats) {
    return new SeatCommand.Unlock(group(seats), proof);
  }

  public static SeatCommand.Extend extend(Proof proof, Duration timeout, SeatId... seats) {
    return new SeatCommand.Extend(group(seats), proof, timeout);
  }

  public static SeatCommand.Transfer transfer(Proof proof, String newUser, @Nullable Duration timeout,
      SeatId... seats) {
    return new SeatCommand.Transfer(group(seats), proof, newUser, timeout);
  }

  public static SeatCommand.Finalize sell(Proof proof, SeatId... seats) {
    return new SeatCommand.Finalize(group(seats), proof, null);
  }

  public static SeatCommand.Release release(Proof proof, SeatId... seats) {
    return new SeatCommand.Release(group(seats), proof);
  }

  public static SeatCommand.Look look(SeatId... seats) {
    return new SeatCommand.Look(group(seats));
  }

  public static SeatGroup group(SeatId... seats) {
    return new SeatGroup(List.of(seats), seats.length > 1);
  }

  public static Request request(String id, Instant sentAt) {
    return new Request(id, sentAt, "{\"requestId\":\"" + id + "\"}", null);
  }

  /** The user's own word, without the lockId. */
  public static Proof by(String user) {
    return new Proof(user, null);
  }

  public static Proof with(@Nullable String lockId) {
    return new Proof(null, lockId);
  }
}
