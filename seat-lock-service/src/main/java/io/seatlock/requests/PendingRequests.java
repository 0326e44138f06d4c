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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of a request topic that were read and are not answered yet. Each is submitted as soon as it is read. If a
 * venue (or the dead-letter topic) is unavailable, its requests wait, and later requests for it queue up behind them;
 * other requests are not delayed.
 *
 * <p>Used by one thread. Nothing is persisted here: records that are not committed are delivered again.
 */
final class PendingRequests {

  /** Requests in flight, without dead letters; limits the number of commands queued in group commit. */
  static final int MAX_IN_FLIGHT = 500;

  /** For each partition of the topic; limits the number of answered offsets that the store keeps. */
  static final int LARGEST_WINDOW = 10_000;

  /** Estimated bytes of all unanswered records. */
  static final long MAX_BYTES = 32 << 20;

  private final TaskFactory work;

  private final LongSupplier nanoTime;

  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

  private final Map<String, RetryQueue> queues = new LinkedHashMap<>();

  private final List<PendingRequest> underWay = new ArrayList<>();

  /** Records whose dead letter is being written. Apart from the others, because a round does not wait for them. */
  private final List<PendingRequest> deadLetters = new ArrayList<>();

  private long taken;

  /** Why the last request that waits could not be answered. */
  private @Nullable Throwable reason;

  PendingRequests(TaskFactory work, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
  }

  /** Creates the task for a record. */
  interface TaskFactory {

    RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position);

    /** @param failure why the record can't be answered, even by a retry */
    RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure);
  }

  /**
   * @param source identifies the partition and the consumer group
   * @param start the offset of the first record to be read
   */
  void assigned(TopicPartition partition, String source, long start) {
    partitions.put(partition, new PartitionProgress(source, start));
  }

  /** @throws IllegalStateException if the record was taken before */
  void take(ConsumerRecord<byte[], byte[]> record) {
    PartitionProgress progress = progress(new TopicPartition(record.topic(), record.partition()));
    progress.take(record.offset(), PendingRequest.size(record));
    RequestTask task = work.answer(record, progress.position(record.offset()));
    PendingRequest request = new PendingRequest(record, taken++, task);
    startOrWait(request);
  }

  private void startOrWait(PendingRequest request) {
    RetryQueue queue = queues.get(request.target());
    if (queue == null) {
      start(request);
    } else {
      queue.add(request);
    }
  }

  private void start(PendingRequest request) {
    request.start();
    started(request);
  }

  private void started(PendingRequest request) {
    (request.isDeadLetter() ? deadLetters : underWay).add(request);
  }

  /** Waits until all requests in flight have completed, or for this time. */
  void awaitAnswers(Duration timeout) {
    await(underWay.stream(), timeout);
  }

  /** Waits until all requests in flight have completed and all dead letters are written, or for this time. */
  void awaitAll(Duration timeout) {
    await(Stream.concat(underWay.stream(), deadLetters.stream()), timeout);
  }

  private static void await(Stream<PendingRequest> requests, Duration timeout) {
    var all = CompletableFuture.allOf(requests.map(PendingRequest::result).toArray(CompletableFuture[]::new));
    try {
      all.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // settle() checks each request.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Handles completed requests, and retries those that have waited long enough. */
  void settle() {
    List<PendingRequest> started = new ArrayList<>(underWay);
    started.addAll(deadLetters);
    underWay.clear();
    deadLetters.clear();
    for (PendingRequest request : started) {
      if (request.result().isDone()) {
        settle(request);
      } else {
        started(request);
      }
    }
    tryAgain(nanoTime.getAsLong());
  }

  private void tryAgain(long now) {
    int room = Math.max(0, MAX_IN_FLIGHT - underWay.size());
    for (RetryQueue queue : queues.values()) {
      List<PendingRequest> due = queue.due(now, room);
      due.forEach(this::start);
      room -= due.size();
    }
    queues.values().removeIf(RetryQueue::isOver);
  }

  private void settle(PendingRequest request) {
    Throwable failure = request.failure();
    if (failure instanceof SeatsUnavailable || failure instanceof DeadLetterDelayed) {
      reason = failure;
      queues.computeIfAbsent(request.target(), _ -> new RetryQueue()).failed(request, nanoTime.getAsLong());
      return;
    }
    RetryQueue queue = queues.get(request.target());
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

  /** The offsets to commit, below which every record is answered. Omits partitions that have nothing new to commit. */
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

  /**
   * @param offset the offset of the next record to be read; the records below it were taken, or will never be delivered
   */
  void advance(TopicPartition partition, long offset) {
    PartitionProgress progress = partitions.get(partition);
    if (progress != null) {
      progress.advance(offset);
    }
  }

  /** Drops the requests of these partitions. Kafka delivers them again to the next consumer of the partitions. */
  void forget(Collection<TopicPartition> gone) {
    underWay.removeIf(request -> gone.contains(request.partition()));
    deadLetters.removeIf(request -> gone.contains(request.partition()));
    queues.values().forEach(queue -> queue.forget(request -> gone.contains(request.partition())));
    queues.values().removeIf(RetryQueue::isOver);
    gone.forEach(partitions::remove);
  }

  /** Whether reading this partition must pause. */
  boolean isFull(TopicPartition partition) {
    return bytes() > MAX_BYTES || underWay.size() >= MAX_IN_FLIGHT || progress(partition).window() >= LARGEST_WINDOW;
  }

  private long bytes() {
    return partitions.values().stream().mapToLong(PartitionProgress::bytes).sum();
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /** Whether dead letters are being written, or requests wait for a retry. */
  boolean isWaiting() {
    return !deadLetters.isEmpty() || waiting() > 0;
  }

  int waiting() {
    return queues.values().stream().mapToInt(RetryQueue::size).sum();
  }

  /** Why requests wait; null if no request waits. */
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
