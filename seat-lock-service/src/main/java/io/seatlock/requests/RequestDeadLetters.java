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
 * Writes the dead letters of each topic one after the other, so that none is refused because of another in its batch.
 * One that Kafka refuses is given up after a time limit, because it must not delay later requests: it is counted, and
 * the record stays in the request topic. While Kafka itself is unavailable none is given up.
 */
final class RequestDeadLetters {

  private static final Logger log = LoggerFactory.getLogger(RequestDeadLetters.class);

  /** How long Kafka may refuse dead letters for a reason that may pass before they are given up. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between two attempts for one topic; shorter than the time before a waiting request is retried. */
  static final Duration PAUSE = Duration.ofMillis(400);

  /** Safety limit: the producer's own time-outs are shorter, see {@link RequestsConfiguration}. */
  private static final Duration LONGEST_SEND = Duration.ofSeconds(20);

  private final ProducerFactory<byte[], byte[]> producers;

  private final Predicate<String> isOutOfReach;

  private final DeadLetterCount count;

  private final LongSupplier nanoTime;

  /** The latest of each topic. */
  private final Map<String, CompletableFuture<?>> latest = new ConcurrentHashMap<>();

  /** By dead-letter topic. */
  private final Map<String, Refusing> refusing = new ConcurrentHashMap<>();

  /**
   * @param isOutOfReach whether a topic can't be written because Kafka, or a broker that it needs, is away
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
   * @param code as REST would answer
   * @return completes when the letter is written or given up; exceptionally with {@link DeadLetterDelayed}
   */
  synchronized CompletableFuture<?> write(ConsumerRecord<byte[], byte[]> record, String code, Throwable reason) {
    CompletableFuture<?> before = latest.getOrDefault(record.topic(), CompletableFuture.completedFuture(null));
    CompletableFuture<?> written = before.handle((_, _) -> record)
        .thenAcceptAsync(it -> attempt(it, DeadLetter.of(it, code, reason)), Thread::startVirtualThread);
    latest.put(record.topic(), written);
    return written;
  }

  private void attempt(ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> letter) {
    Refusing refused = refusing.get(letter.topic());
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
    Refusing before = refusing.remove(topic);
    if (before != null && before.isOver()) {
      log.info("{} takes dead letters again", topic);
    }
  }

  /** @throws DeadLetterDelayed if the letter is not given up yet */
  private void failed(ConsumerRecord<byte[], byte[]> record, String topic, Throwable reason) {
    if (isAboutThisOneOnly(reason)) {
      count.lost(record, reason);
      return;
    }
    // A producer may be in a state that it can't leave.
    producers.reset();
    long now = nanoTime.getAsLong();
    Refusing latest = new Refusing(now, now, isOutOfReach.test(topic), reason);
    giveUpOrDelay(record, refusing.merge(topic, latest, Refusing::then));
  }

  private void giveUpOrDelay(ConsumerRecord<byte[], byte[]> record, Refusing refused) {
    if (!refused.isOver()) {
      throw new DeadLetterDelayed("Dead letters can't be written: " + RootCause.of(refused.reason()), refused.reason());
    }
    count.lost(record, refused.reason());
  }

  private static boolean isAboutThisOneOnly(Throwable reason) {
    return reason instanceof RecordTooLargeException || reason instanceof RecordBatchTooLargeException
        || reason instanceof InvalidRecordException;
  }

  /**
   * A topic takes no dead letter.
   *
   * @param since the first attempt that failed while Kafka was there, {@link System#nanoTime()}
   * @param triedAt the latest
   * @param away whether Kafka was out of reach at the latest
   */
  private record Refusing(long since, long triedAt, boolean away, Throwable reason) {

    Refusing then(Refusing latest) {
      return away || latest.away ? latest : new Refusing(since, latest.triedAt, false, latest.reason);
    }

    boolean isOver() {
      return triedAt - since >= PATIENCE.toNanos();
    }
  }
}
