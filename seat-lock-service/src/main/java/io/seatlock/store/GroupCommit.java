package io.seatlock.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
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

  private final Call script;

  private final List<byte[]> partitionKeys;

  /** How long a command may wait here before it is given up unsent (monotonic clock of this JVM). */
  private final Duration patience;

  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /** One call at a time keeps the order without further care, also when Redis has to be told the script again. */
  private final Semaphore call = new Semaphore(1);

  private final DistributionSummary batchSize;

  private final Timer scriptTime;

  GroupCommit(Call script, Keys keys, Duration patience, MeterRegistry meters) {
    this.script = script;
    this.partitionKeys = List.of(bytes(keys.deadlines()), bytes(keys.outbox()));
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

  private void sendWaiting() {
    while (!queue.isEmpty() && call.tryAcquire()) {
      send(nextBatch());
    }
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    long oldest = System.nanoTime() - patience.toNanos();
    int keys = 0;
    while (batch.size() < MAX_COMMANDS && keys < MAX_KEYS) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      if (next.since() - oldest < 0) {
        next.reply().completeExceptionally(new TimeoutException("Redis is slow; the command was not sent"));
        continue;
      }
      batch.add(next);
      keys += next.frame().keys().size();
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
    var _ = script.send(keys(batch), args(batch)).whenComplete((replies, failure) -> {
      sample.stop(scriptTime);
      call.release();
      sendWaiting();
      answer(batch, replies, failure);
    });
  }

  private static void answer(List<Waiting> batch, @Nullable List<Object> replies, @Nullable Throwable failure) {
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<Reply> reply = batch.get(i).reply();
      if (replies == null) {
        reply.completeExceptionally(failure);
      } else {
        reply.complete(new Reply((List<?>) replies.get(i)));
      }
    }
  }

  private byte[][] keys(List<Waiting> batch) {
    List<byte[]> keys = new ArrayList<>(partitionKeys);
    for (Waiting waiting : batch) {
      waiting.frame().keys().forEach(key -> keys.add(bytes(key)));
    }
    return keys.toArray(byte[][]::new);
  }

  private static byte[][] args(List<Waiting> batch) {
    List<byte[]> args = new ArrayList<>();
    for (Waiting waiting : batch) {
      Frame frame = waiting.frame();
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

  /** One call of the script: completes with one reply for each command. */
  @FunctionalInterface
  interface Call {

    CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args);
  }

  /** @param since when the command arrived, {@link System#nanoTime()} */
  private record Waiting(Frame frame, long since, CompletableFuture<Reply> reply) {}
}
