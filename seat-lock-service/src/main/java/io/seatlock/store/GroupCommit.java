package io.seatlock.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seatlock.seat.SeatsUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands to Redis in company. While one call is on its way, new commands gather; together
 * they become the next call. A lone command waits for nobody, a crowd shares one round trip, and
 * commands reach Redis in the order in which they were submitted.
 */
final class GroupCommit {

  /** Commands in one call; bounds how long one call may keep Redis from others (about 3 ms). */
  static final int MAX_COMMANDS = 128;

  /** Keys in one call: groups count by their seats. */
  private static final int MAX_KEYS = 256;

  /** Where the first frame stands among the arguments of a call, behind what the store is to be. */
  static final int FIRST_FRAME = 2;

  private final Call script;

  private final List<byte[]> partitionKeys;

  private final Guard guard;

  /**
   * How long a command may wait here before it is given up unsent (monotonic clock of this JVM). Behind a call
   * that failed it is half as long, since the next one may fail only after Redis' whole time-out, too.
   */
  private final Duration patience;

  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /** One call at a time keeps the order without further care, also when Redis has to be told the script again. */
  private final Semaphore call = new Semaphore(1);

  /** Whether Redis did not answer the last call. */
  private volatile boolean failing;

  private final DistributionSummary batchSize;

  private final Timer scriptTime;

  GroupCommit(Call script, Keys keys, Guard guard, Duration patience, MeterRegistry meters) {
    this.script = script;
    this.partitionKeys = keys.ofPartition().stream().map(GroupCommit::bytes).toList();
    this.guard = guard;
    this.patience = patience;
    this.batchSize = meters.summary("seat.lock.batch.size");
    this.scriptTime = meters.timer("seat.lock.script.time");
  }

  /** Completes with the script's reply, or exceptionally if Redis did not answer in time. */
  CompletableFuture<Reply> submit(Frame frame) {
    Waiting waiting = new Waiting(frame, System.nanoTime(), new CompletableFuture<>());
    queue.add(waiting);
    sendWaiting();
    return waiting.reply();
  }

  boolean replicates() {
    return script.replicates();
  }

  private void sendWaiting() {
    while (!queue.isEmpty() && call.tryAcquire()) {
      send(nextBatch());
    }
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    long oldest = System.nanoTime() - (failing ? patience.dividedBy(2) : patience).toNanos();
    boolean takesChanges = script.takesChanges();
    int keys = 0;
    while (batch.size() < MAX_COMMANDS && keys < MAX_KEYS) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      if (next.since() - oldest < 0) {
        next.reply().completeExceptionally(new TimeoutException("Redis is slow; the command was not sent"));
      } else if (next.frame().promise() && !takesChanges) {
        next.reply().completeExceptionally(
            new SeatsUnavailable("No replica is known to confirm changes; the command was not sent", null));
      } else {
        batch.add(next);
        keys += next.frame().keys().size();
      }
    }
    return batch;
  }

  private void send(List<Waiting> batch) {
    if (batch.isEmpty()) {
      call.release();
      return;
    }
    batchSize.record(batch.size());
    Timer.Sample sample = Timer.start();
    List<Frame> frames = batch.stream().map(Waiting::frame).toList();
    var _ = carry(frames).whenComplete((replies, failure) -> {
      sample.stop(scriptTime);
      if (failure != null && causeOf(failure) instanceof NotReplicated unsafe) {
        failing = false;
        takeBack(batch, unsafe);
      } else {
        failing = failure != null;
        sendNext();
        answer(batch, replies, failure);
      }
    });
  }

  private CompletableFuture<List<Object>> carry(List<Frame> frames) {
    try {
      return script.send(keys(frames), args(frames, guard.expected()), frames.stream().anyMatch(Frame::promise))
          .exceptionallyCompose(failure -> CompletableFuture.failedFuture(reason(failure)));
    } catch (RuntimeException notSent) {
      return CompletableFuture.failedFuture(notSent);
    }
  }

  private Throwable reason(Throwable failure) {
    OtherStore found = OtherStore.of(failure);
    return found == null ? failure : guard.otherStore(found);
  }

  private void sendNext() {
    call.release();
    sendWaiting();
  }

  /** In the next call, before anything that waits, and only then is anybody told. */
  private void takeBack(List<Waiting> batch, NotReplicated unsafe) {
    List<Frame> undos = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Supplier<Frame> undo = batch.get(i).frame().undo();
      if (undo != null && reply(unsafe.replies(), i).isDone()) {
        undos.add(undo.get());
      }
    }
    CompletableFuture<?> undone = undos.isEmpty() ? CompletableFuture.completedFuture(undos) : carry(undos);
    var _ = undone.whenComplete((_, _) -> {
      sendNext();
      answer(batch, unsafe);
    });
  }

  /** What promises nothing, and what was refused, needs no replica. */
  private static void answer(List<Waiting> batch, NotReplicated unsafe) {
    for (int i = 0; i < batch.size(); i++) {
      Reply reply = reply(unsafe.replies(), i);
      if (batch.get(i).frame().promise() && reply.isDone()) {
        batch.get(i).reply().completeExceptionally(unsafe);
      } else {
        batch.get(i).reply().complete(reply);
      }
    }
  }

  private static void answer(List<Waiting> batch, @Nullable List<Object> replies, @Nullable Throwable failure) {
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<Reply> reply = batch.get(i).reply();
      if (replies == null) {
        reply.completeExceptionally(failure);
      } else {
        reply.complete(reply(replies, i));
      }
    }
  }

  private static Reply reply(List<Object> replies, int place) {
    return new Reply((List<?>) replies.get(place));
  }

  /** What a future failed with, whether or not another future stands in between. */
  static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
  }

  private byte[][] keys(List<Frame> frames) {
    List<byte[]> keys = new ArrayList<>(partitionKeys);
    for (Frame frame : frames) {
      frame.keys().forEach(key -> keys.add(bytes(key)));
    }
    return keys.toArray(byte[][]::new);
  }

  private static byte[][] args(List<Frame> frames, Guard.Expected expected) {
    List<byte[]> args = new ArrayList<>(
        List.of(bytes(expected.epoch()), bytes(String.valueOf(expected.lowestBeat()))));
    for (Frame frame : frames) {
      args.add(bytes(frame.operation()));
      args.add(bytes(String.valueOf(frame.keys().size())));
      args.add(bytes(String.valueOf(frame.args().size())));
      frame.args().forEach(arg -> args.add(bytes(arg)));
    }
    return args.toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One call of the script. */
  @FunctionalInterface
  interface Call {

    /**
     * Completes with one reply for each command, or exceptionally if Redis did not answer in time.
     *
     * @param promises whether a command is among them whose DONE promises a change
     */
    CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean promises);

    /** Whether a change waits for replicas. */
    default boolean replicates() {
      return false;
    }

    /** Whether a command that must be replicated may be sent now; if not, it is refused before it changes anything. */
    default boolean takesChanges() {
      return true;
    }
  }

  /** @param since when the command arrived, {@link System#nanoTime()} */
  private record Waiting(Frame frame, long since, CompletableFuture<Reply> reply) {}
}
