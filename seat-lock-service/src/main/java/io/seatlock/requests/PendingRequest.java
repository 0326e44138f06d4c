package io.seatlock.requests;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that is not answered yet. */
final class PendingRequest implements Comparable<PendingRequest> {

  /** Estimated overhead per record, in bytes. */
  private static final long OVERHEAD = 1024;

  private final ConsumerRecord<byte[], byte[]> record;

  private final long number;

  private RequestTask task;

  private CompletableFuture<?> result = new CompletableFuture<>();

  /** @param number the sequence number of the record; later records have higher numbers */
  PendingRequest(ConsumerRecord<byte[], byte[]> record, long number, RequestTask task) {
    this.record = record;
    this.number = number;
    this.task = task;
  }

  /** The estimated bytes that a record takes while it is pending. */
  static long size(ConsumerRecord<byte[], byte[]> record) {
    long size = OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  void start() {
    result = task.start();
  }

  /** Replaces the task, for the next {@link #start}. */
  void replaceTask(RequestTask other) {
    task = other;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  String target() {
    return task.target();
  }

  boolean isDeadLetter() {
    return task.isDeadLetter();
  }

  /** The record's key. Requests with the same key must stay in order. */
  String key() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  CompletableFuture<?> result() {
    return result;
  }

  /** Why the last attempt failed; null if it succeeded. Call it only after the attempt has completed. */
  @Nullable
  Throwable failure() {
    if (!result.isCompletedExceptionally()) {
      return null;
    }
    Throwable failure = result.exceptionNow();
    return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
  }

  /** Compares by the order in which the records were taken. */
  @Override
  public int compareTo(PendingRequest other) {
    return Long.compare(number, other.number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
