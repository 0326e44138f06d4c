package io.seatlock.requests;

import io.seatlock.kafka.RootCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Writes the dead letters of each topic one after the other, so that none is refused because of another one in its
 * batch. If Kafka refuses a dead letter because of the record itself, such as its size, it is given up at once; if it
 * refuses for another reason, after a time limit, so that later requests are not delayed. A dead letter that is given
 * up is counted as lost, and the record remains only in the request topic. While Kafka itself is unavailable, no dead
 * letter is given up.
 */
final class RequestDeadLetters {

  private static final Logger log = LoggerFactory.getLogger(RequestDeadLetters.class);

  /** How long Kafka may refuse dead letters for a temporary reason before they are given up. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * After this time without an attempt the time limit begins anew. Longer than the time from one failure to the next
   * while dead letters wait: {@link RetryQueue#MAX_BACK_OFF} and the time-outs of an attempt.
   */
  private static final Duration LONG_AGO = Duration.ofMinutes(1);

  /** The shortest time between two attempts for one topic. Shorter than the back-off of a waiting request. */
  static final Duration PAUSE = Duration.ofMillis(400);

  /** A safety limit; the producer's own time-outs are shorter, see {@link RequestsConfiguration}. */
  private static final Duration LONGEST_SEND = Duration.ofSeconds(20);

  private final ProducerFactory<byte[], byte[]> producers;

  private final Predicate<String> isOutOfReach;

  private final DeadLetterCount count;

  private final LongSupplier nanoTime;

  /** The latest write of each request topic. */
  private final Map<String, CompletableFuture<?>> latest = new ConcurrentHashMap<>();

  /** The dead-letter topics that refuse records at present. */
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

  /**
   * @param isOutOfReach whether a topic can't be written because Kafka or a leader of its partitions is unavailable
   * @param nanoTime {@link System#nanoTime()}
   */
  RequestDeadLetters(ProducerFactory<byte[], byte[]> producers, Predicate<String> isOutOfReach, DeadLetterCount count,
      LongSupplier nanoTime) {
    this.producers = producers;
    this.isOutOfReach = isOutOfReach;
    this.count = count;
    this.nanoTime = nanoTime;
  }

  /**
   * @param code the error code, as in REST
   * @return completes when the letter is written or given up; exceptionally with {@link DeadLetterDelayed}
   *     if the write failed and must be retried
   */
  synchronized CompletableFuture<?> write(ConsumerRecord<byte[], byte[]> record, String code, Throwable reason) {
    CompletableFuture<?> before = latest.getOrDefault(record.topic(), CompletableFuture.completedFuture(null));
    CompletableFuture<?> written = before.handle((_, _) -> record)
        .thenAcceptAsync(it -> attempt(it, DeadLetter.of(it, code, reason)), Thread::startVirtualThread);
    latest.put(record.topic(), written);
    return written;
  }

  private void attempt(ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> letter) {
    Refusal refused = refusals.get(letter.topic());
    if (refused != null && nanoTime.getAsLong() - refused.triedAt() < PAUSE.toNanos()) {
      giveUpOrDelay(record, refused);
      return;
    }
    try {
      producers.createProducer().send(letter).get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
      succeeded(record, letter.topic());
    } catch (ExecutionException failure) {
      failed(record, letter.topic(), failure.getCause() == null ? failure : failure.getCause());
    } catch (RuntimeException | TimeoutException failure) {
      failed(record, letter.topic(), failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadLetterDelayed("Interrupted", e);
    }
  }

  private void succeeded(ConsumerRecord<byte[], byte[]> record, String topic) {
    count.written(record);
    Refusal before = refusals.remove(topic);
    if (before != null && before.isOver()) {
      log.info("{} accepts dead letters again", topic);
    }
  }

  /** @throws DeadLetterDelayed if the letter is not given up yet */
  private void failed(ConsumerRecord<byte[], byte[]> record, String topic, Throwable reason) {
    if (concernsOnlyThisRecord(reason)) {
      count.lost(record, reason);
      return;
    }
    // A producer may be in a permanent failed state, so the next attempt gets a new one.
    producers.reset();
    long now = nanoTime.getAsLong();
    Refusal latest = new Refusal(now, now, isOutOfReach.test(topic), reason);
    giveUpOrDelay(record, refusals.merge(topic, latest, Refusal::then));
  }

  private void giveUpOrDelay(ConsumerRecord<byte[], byte[]> record, Refusal refused) {
    if (!refused.isOver()) {
      throw new DeadLetterDelayed("Dead letters can't be written: " + RootCause.of(refused.reason()), refused.reason());
    }
    count.lost(record, refused.reason());
  }

  private static boolean concernsOnlyThisRecord(Throwable reason) {
    return reason instanceof RecordTooLargeException || reason instanceof RecordBatchTooLargeException
        || reason instanceof InvalidRecordException;
  }

  /**
   * A dead-letter topic refuses records.
   *
   * @param since when the first attempt failed while Kafka was available, by {@link System#nanoTime()}
   * @param triedAt when the latest attempt failed, by the same clock
   * @param away whether Kafka was unavailable at the latest attempt
   */
  private record Refusal(long since, long triedAt, boolean away, Throwable reason) {

    Refusal then(Refusal latest) {
      boolean isOutdated = away || latest.triedAt - triedAt > LONG_AGO.toNanos();
      return isOutdated || latest.away ? latest : new Refusal(since, latest.triedAt, false, latest.reason);
    }

    boolean isOver() {
      return triedAt - since >= PATIENCE.toNanos();
    }
  }
}
