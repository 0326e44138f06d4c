package io.seatlock.requests;

import io.seatlock.seat.Request;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of a request topic that were read and are not answered yet. All are submitted at once. If a venue (or the
 * dead-letter topic) is out of reach, its requests wait, and later ones for it wait behind them; others are not
 * delayed.
 *
 * <p>Used by one thread. Nothing is persisted here: records that are not committed are delivered again.
 */
final class PendingRequests {

  /** Requests in flight; limits the number of commands queued in group commit. */
  static final int MOST_UNDER_WAY = 500;

  /** For each partition of the topic; limits the number of answered offsets that the store keeps. */
  static final int LARGEST_WINDOW = 10_000;

  /** Bytes of all that is not answered, roughly. */
  static final long MOST_BYTES = 32 << 20;

  /** Estimated overhead per record, in bytes. */
  private static final long OVERHEAD = 1024;

  private final Work work;

  private final LongSupplier nanoTime;

  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

  private final Map<String, RetryQueue> queues = new LinkedHashMap<>();

  private List<PendingRequest> underWay = new ArrayList<>();

  private long taken;

  private @Nullable Throwable reason;

  PendingRequests(Work work, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
  }

  /** What is to be done with a record. */
  interface Work {

    RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position);

    /** @param failure why the record can't be answered, however often it is tried */
    RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure);
  }

  /**
   * @param source identifies the partition and the consumer group
   * @param start the offset of the first record to come
   */
  void assigned(TopicPartition partition, String source, long start) {
    partitions.put(partition, new PartitionProgress(source, start));
  }

  /** @throws IllegalStateException if the record was taken before */
  void take(ConsumerRecord<byte[], byte[]> record) {
    PartitionProgress progress = progress(new TopicPartition(record.topic(), record.partition()));
    progress.take(record.offset(), size(record));
    RequestTask task = work.answer(record, progress.position(record.offset()));
    PendingRequest request = new PendingRequest(record, taken++, task);
    startOrWait(request);
  }

  private void startOrWait(PendingRequest request) {
    RetryQueue queue = queues.get(request.place());
    if (queue == null) {
      start(request);
    } else {
      queue.add(request);
    }
  }

  private void start(PendingRequest request) {
    request.start();
    underWay.add(request);
  }

  /** Returns when all that is under way has ended, or after this time. */
  void awaitEnded(Duration patience) {
    var all = CompletableFuture.allOf(underWay.stream().map(PendingRequest::result).toArray(CompletableFuture[]::new));
    try {
      all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Each request is looked at by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Handles completed requests, and retries those that have waited long enough. */
  void settle() {
    List<PendingRequest> started = underWay;
    underWay = new ArrayList<>();
    for (PendingRequest request : started) {
      if (request.result().isDone()) {
        settle(request);
      } else {
        underWay.add(request);
      }
    }
    tryAgain(nanoTime.getAsLong());
  }

  private void tryAgain(long now) {
    for (RetryQueue queue : queues.values()) {
      queue.due(now, Math.max(0, MOST_UNDER_WAY - underWay.size())).forEach(this::start);
    }
    queues.values().removeIf(RetryQueue::isOver);
  }

  private void settle(PendingRequest request) {
    Throwable failure = request.failure();
    if (failure instanceof SeatsUnavailable || failure instanceof DeadLetterDelayed) {
      reason = failure;
      queues.computeIfAbsent(request.place(), _ -> new RetryQueue()).failed(request, nanoTime.getAsLong());
      return;
    }
    RetryQueue queue = queues.get(request.place());
    if (queue != null) {
      queue.reached(request);
    }
    if (failure == null) {
      progress(request.partition()).answered(request.record().offset());
    } else {
      request.replaceTask(work.giveUp(request.record(), failure));
      startOrWait(request);
    }
  }

  /** The offsets to commit: everything below them is answered. Without partitions that are committed already. */
  Map<TopicPartition, Long> committable() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach((partition, progress) -> {
      if (!progress.isCommitted()) {
        offsets.put(partition, progress.committable());
      }
    });
    return offsets;
  }

  void committed(TopicPartition partition, long offset) {
    PartitionProgress progress = partitions.get(partition);
    if (progress != null) {
      progress.committed(offset);
    }
  }

  /** @param offset of the next record to come; those before it were taken or will never come */
  void advance(TopicPartition partition, long offset) {
    PartitionProgress progress = partitions.get(partition);
    if (progress != null) {
      progress.advance(offset);
    }
  }

  /** Drops the requests of these partitions; they are delivered again to the consumer that gets the partitions. */
  void forget(Collection<TopicPartition> gone) {
    underWay.removeIf(request -> gone.contains(request.partition()));
    queues.values().forEach(queue -> queue.forget(request -> gone.contains(request.partition())));
    queues.values().removeIf(RetryQueue::isOver);
    gone.forEach(partitions::remove);
  }

  /** Whether reading this partition must pause. */
  boolean isFull(TopicPartition partition) {
    return bytes() > MOST_BYTES || underWay.size() >= MOST_UNDER_WAY || progress(partition).window() >= LARGEST_WINDOW;
  }

  private long bytes() {
    return partitions.values().stream().mapToLong(PartitionProgress::bytes).sum();
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    return OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  int waiting() {
    return queues.values().stream().mapToInt(RetryQueue::size).sum();
  }

  /** Why requests wait; null if none does. */
  @Nullable
  Throwable reasonToWait() {
    return queues.isEmpty() ? null : reason;
  }

  private PartitionProgress progress(TopicPartition partition) {
    PartitionProgress progress = partitions.get(partition);
    if (progress == null) {
      throw new IllegalStateException(partition + " is not assigned");
    }
    return progress;
  }
}
