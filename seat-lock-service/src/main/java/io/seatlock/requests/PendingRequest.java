package io.seatlock.requests;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record that is not answered yet. */
final class PendingRequest implements Comparable<PendingRequest> {

  private final ConsumerRecord<byte[], byte[]> record;

  private final long number;

  private RequestTask task;

  private CompletableFuture<?> result = new CompletableFuture<>();

  /** @param number rises with each record that is taken */
  PendingRequest(ConsumerRecord<byte[], byte[]> record, long number, RequestTask task) {
    this.record = record;
    this.number = number;
    this.task = task;
  }

  void start() {
    result = task.start();
  }

  /** From now on this is to be done with the record. */
  void replaceTask(RequestTask other) {
    task = other;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  String place() {
    return task.place();
  }

  /** Requests of one key must stay in their order. */
  String key() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  CompletableFuture<?> result() {
    return result;
  }

  /** Why the last attempt failed; null if it succeeded. To be asked when it has ended. */
  @Nullable
  Throwable failure() {
    if (!result.isCompletedExceptionally()) {
      return null;
    }
    Throwable failure = result.exceptionNow();
    return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
  }

  /** In the order in which the records were taken. */
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
