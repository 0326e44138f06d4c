package io.seatlock.store.script;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to Redis in batches. While one call is in flight, new commands are queued and sent together in the
 * next call. So a single command is sent at once, many concurrent commands share one round trip, and commands reach
 * Redis in the order in which they were submitted.
 */
public final class GroupCommit {

  /** Most commands in one call. It limits how long one call blocks Redis for other clients (about 3 ms). */
  static final int MAX_COMMANDS = 128;

  /** A call takes no further command once its commands have this many seats. */
  private static final int MAX_SEATS = 256;

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final Call script;

  private final List<byte[]> partitionKeys;

  private final ExpectedStore expectedStore;

  private final RedisTimeouts timeouts;

  private final Queue<Batch.Pending> queue = new ConcurrentLinkedQueue<>();

  /** Allows one call at a time. This keeps the order, even when a call is repeated with the full text of the script. */
  private final Semaphore callPermit = new Semaphore(1);

  /** Whether the last call failed as a whole. */
  private volatile boolean failing;

  private final DistributionSummary batchSize;
  private final Timer scriptTime;

  private final LongSupplier nanoTime;

  /** @param nanoTime {@link System#nanoTime()} */
  GroupCommit(Call script, Keys keys, ExpectedStore expectedStore, RedisTimeouts timeouts, MeterRegistry meters,
      LongSupplier nanoTime) {
    this.script = script;
    this.partitionKeys = keys.ofPartition().stream().map(ScriptArguments::bytes).toList();
    this.expectedStore = expectedStore;
    this.timeouts = timeouts;
    this.batchSize = meters.summary("seat.lock.batch.size");
    this.scriptTime = meters.timer("seat.lock.script.time");
    this.nanoTime = nanoTime;
  }

  /**
   * Completes with the script's reply, possibly an error reply, within a limit that follows from {@link RedisTimeouts}:
   * the wait in the queue, a call before it and its own call, each followed by a compensation. Fails with
   * {@link SeatsUnavailable} if the command was not sent or not carried out, with {@link NotReplicated}, or with the
   * failure of the call.
   */
  public CompletableFuture<Reply> submit(ScriptCommand command) {
    Batch.Pending waiting = new Batch.Pending(command, nanoTime.getAsLong(), new CompletableFuture<>());
    queue.add(waiting);
    sendWaiting();
    return waiting.reply();
  }

  /** Whether changes are acknowledged only after replication (safe mode). */
  public boolean replicates() {
    return script.replicates();
  }

  public RedisTimeouts timeouts() {
    return timeouts;
  }

  private void sendWaiting() {
    while (!queue.isEmpty() && callPermit.tryAcquire()) {
      Batch batch = nextBatch();
      if (batch.pending().isEmpty()) {
        callPermit.release();
      } else {
        send(batch);
      }
    }
  }

  /**
   * Commands that were queued for longer than one time-out (monotonic clock of this JVM) fail without being sent. After a
   * failed call this limit is half as long, because the next call may also take a whole time-out to fail.
   */
  private Batch nextBatch() {
    List<Batch.Pending> batch = new ArrayList<>();
    long oldest = nanoTime.getAsLong() - timeouts.queue().dividedBy(failing ? 2 : 1).toNanos();
    int seats = 0;
    while (batch.size() < MAX_COMMANDS && seats < MAX_SEATS) {
      Batch.Pending next = queue.poll();
      if (next == null) {
        break;
      }
      if (next.since() - oldest < 0) {
        next.reply().completeExceptionally(new SeatsUnavailable("Redis is slow; the command was not sent", null));
        continue;
      }
      String refusal = refusal(next.command());
      if (refusal != null) {
        next.reply().completeExceptionally(SeatsUnavailable.reported(refusal + "; the command was not sent", null));
      } else {
        batch.add(next);
        seats += next.command().seats();
      }
    }
    return new Batch(batch);
  }

  /** Null if the command may be sent. A failed check rejects it: an exception would keep the permit for ever. */
  private @Nullable String refusal(ScriptCommand command) {
    try {
      return script.refusal(command);
    } catch (RuntimeException e) {
      log.error("Checking whether a command may be sent failed, so it is rejected", e);
      return "Checking whether the command may be sent failed";
    }
  }

  /** Whatever fails after the reply, even a metric, the next call is sent and each command of this one is completed. */
  private void send(Batch batch) {
    long sentAt = nanoTime.getAsLong();
    CompletableFuture<List<Object>> sent = sendWithLimit(batch.commands());
    // Then the loop of sendWaiting goes on. One call within another for each queued batch could overflow the stack.
    boolean atOnce = sent.isDone();
    var _ = sent.handle((replies, failure) -> {
      try {
        record(batch.pending().size(), sentAt);
      } finally {
        complete(batch, replies, failure, atOnce);
      }
      return batch;
    });
  }

  private void record(int commands, long sentAt) {
    try {
      batchSize.record(commands);
      scriptTime.record(nanoTime.getAsLong() - sentAt, TimeUnit.NANOSECONDS);
    } catch (RuntimeException e) {
      log.error("The metrics of a call could not be recorded", e);
    }
  }

  private void complete(Batch batch, @Nullable List<Object> replies, @Nullable Throwable failure, boolean atOnce) {
    if (failure != null && causeOf(failure) instanceof NotReplicated unsafe) {
      failing = false;
      compensate(batch, unsafe);
      return;
    }
    failing = failure != null;
    try {
      callPermit.release();
      if (!atOnce) {
        sendWaiting();
      }
    } finally {
      batch.answer(replies, failure == null ? null : causeOf(failure));
    }
  }

  /** Completes in any case, at the latest after {@link RedisTimeouts#call()}. */
  private CompletableFuture<List<Object>> sendWithLimit(List<ScriptCommand> commands) {
    CompletableFuture<List<Object>> sent = CompletableFuture.completedFuture(commands).thenCompose(this::call);
    return sent.copy().orTimeout(timeouts.call().toNanos(), TimeUnit.NANOSECONDS).exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(sent.isDone() ? reason(causeOf(failure)) : giveUp()));
  }

  private TimeoutException giveUp() {
    TimeoutException silence = new TimeoutException("no reply within " + timeouts.call().toMillis() + " ms");
    script.givenUp(silence);
    return silence;
  }

  private CompletableFuture<List<Object>> call(List<ScriptCommand> commands) {
    ScriptArguments arguments = ScriptArguments.of(partitionKeys, expectedStore.expected(), commands);
    return script.send(arguments.keys(), arguments.args(), commands.stream().anyMatch(ScriptCommand::mustReplicate));
  }

  private Throwable reason(Throwable failure) {
    UnexpectedStore found = UnexpectedStore.of(failure);
    return found == null ? failure : expectedStore.otherStore(found);
  }

  /** Sends the compensations in the next call, before queued commands. After that the callers get their answers. */
  private void compensate(Batch batch, NotReplicated unsafe) {
    var _ = CompletableFuture.completedFuture(unsafe).thenApply(batch::compensations)
        .thenCompose(undos -> undos.isEmpty() ? CompletableFuture.completedFuture(List.of()) : sendWithLimit(undos))
        .handle((_, _) -> {
          try {
            callPermit.release();
            sendWaiting();
          } finally {
            batch.answer(unsafe);
          }
          return batch;
        });
  }

  /** The failure of a future, without the {@link CompletionException} that a dependent future adds. */
  public static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
  }

  /** One call of the script. */
  @FunctionalInterface
  public interface Call {

    /**
     * Completes with at least one reply for each command, in order; exceptionally if the call failed as a whole.
     *
     * @param replicated whether the call contains a command that must be replicated before it is acknowledged
     */
    CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated);

    /** Called when a call has not completed within its safety limit. Its commands fail; a later reply is ignored. */
    default void givenUp(TimeoutException silence) {}

    /** Whether changes are acknowledged only after replication. */
    default boolean replicates() {
      return false;
    }

    /** Why this command must be rejected without being sent; null if it may be sent. */
    default @Nullable String refusal(ScriptCommand command) {
      return null;
    }
  }
}
