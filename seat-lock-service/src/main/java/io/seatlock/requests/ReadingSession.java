package io.seatlock.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka consumer, from its creation to its end, and its pending requests. Offsets are committed up to the first
 * request that is not answered. Unanswered requests of a revoked partition are delivered to its next consumer.
 */
final class ReadingSession implements ConsumerRebalanceListener, AutoCloseable {

  /** How long one round waits for answers before the next poll. */
  private static final Duration ROUND = Duration.ofMillis(50);

  private static final Duration IDLE_POLL = Duration.ofMillis(500);

  /** How long to wait for requests in flight when partitions are revoked or the service stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private static final Duration LAST_COMMIT = Duration.ofSeconds(2);

  /** How long joining the group or committing may fail before it is reported as a problem. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;

  private final PendingRequests pending;

  private final Function<TopicPartition, String> sources;

  private final LongSupplier nanoTime;

  private boolean committing;

  private final LastingProblem joining = new LastingProblem();

  private final LastingProblem commits = new LastingProblem();

  /**
   * @param sources returns the source name of a partition, which identifies its consumer group; may throw if Kafka does
   *     not answer
   * @param nanoTime {@link System#nanoTime()}
   */
  ReadingSession(Consumer<byte[], byte[]> consumer, PendingRequests pending,
      Function<TopicPartition, String> sources, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.pending = pending;
    this.sources = sources;
    this.nanoTime = nanoTime;
  }

  void start(String topic) {
    joining.begins("this consumer has not been admitted to its consumer group", nanoTime.getAsLong());
    consumer.subscribe(List.of(topic), this);
  }

  /** @throws RuntimeException if the consumer can't read at present, or must be closed */
  void runOnce() {
    pauseFullPartitions();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(pollTimeout());
    records.forEach(pending::take);
    records.nextOffsets().forEach((partition, next) -> pending.advance(partition, next.offset()));
    pending.awaitAnswers(ROUND);
    pending.settle();
    commit();
  }

  private Duration pollTimeout() {
    if (pending.isUnderWay()) {
      return Duration.ZERO;
    }
    return pending.isWaiting() ? ROUND : IDLE_POLL;
  }

  private void pauseFullPartitions() {
    Set<TopicPartition> paused = consumer.paused();
    for (TopicPartition partition : consumer.assignment()) {
      boolean full = pending.isFull(partition);
      if (full && !paused.contains(partition)) {
        consumer.pause(List.of(partition));
      } else if (!full && paused.contains(partition)) {
        consumer.resume(List.of(partition));
      }
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = committable();
    if (!committing && !offsets.isEmpty()) {
      committing = true;
      consumer.commitAsync(offsets, this::commitEnded);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    pending.committable().forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    return offsets;
  }

  private void commitEnded(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    committing = false;
    if (failure == null) {
      offsets.forEach((partition, offset) -> pending.committed(partition, offset.offset()));
      commits.ends();
    } else {
      commits.begins("offsets can't be committed: " + failure.getMessage(), nanoTime.getAsLong());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joining.ends();
    for (TopicPartition partition : partitions) {
      pending.assigned(partition, sources.apply(partition), consumer.position(partition));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    joining.begins("the consumer group is rebalancing", nanoTime.getAsLong());
    commitLast();
    pending.forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    joining.begins("this consumer was removed from its consumer group", nanoTime.getAsLong());
    pending.forget(partitions);
  }

  private void commitLast() {
    pending.awaitAll(LAST_ANSWERS);
    pending.settle();
    try {
      consumer.commitSync(committable(), LAST_COMMIT);
    } catch (KafkaException failure) {
      // What is not committed is delivered again, and recognized as answered.
    }
  }

  /**
   * Why requests could not be read or committed for at least {@link #PATIENCE}; null if they can. Any thread may call
   * it.
   */
  @Nullable
  String problem() {
    String problem = joining.after(PATIENCE, nanoTime.getAsLong());
    return problem == null ? commits.after(PATIENCE, nanoTime.getAsLong()) : problem;
  }

  @Nullable
  Throwable reasonToWait() {
    return pending.reasonToWait();
  }

  /** Whether the consumer group has assigned partitions to this consumer; the assignment may be empty. */
  boolean isReading() {
    return !joining.isActive();
  }

  /** The number of requests that wait for an unavailable venue or dead-letter topic. */
  int waiting() {
    return pending.waiting();
  }

  @Override
  public void close() {
    try {
      commitLast();
    } finally {
      consumer.close(CloseOptions.timeout(LAST_COMMIT));
    }
  }
}
