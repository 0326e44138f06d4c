package io.seatlock.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.Request;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestReaderTests {

  private static final String TOPIC = "seat.finalize";

  private static final TopicPartition P0 = new TopicPartition(TOPIC, 0);

  private final AtomicLong now = new AtomicLong();

  private final List<Reading> opened = new CopyOnWriteArrayList<>();

  private volatile @Nullable RuntimeException failure;

  private volatile boolean away;

  /** Whether the failure happens already when a consumer is created. */
  private volatile boolean unresolvable;

  private final LogLines log = LogLines.ofAll(RequestReader.class.getName());

  private final RequestReader reader = new RequestReader(TOPIC, this::open, Duration.ofMillis(5), now::get);

  @AfterEach
  void close() {
    opened.forEach(Reading::goOn);
    reader.close();
    log.close();
    assertThat(opened).allMatch(Reading::closed);
  }

  @Test
  void sessionThatBreaksIsFollowedByAnother() {
    failure = new KafkaException("broken");
    reader.start();
    awaitUntil(() -> "broken".equals(reader.problem()));
    awaitUntil(() -> opened.size() >= 3);
    failure = null;
    passUntilWell();

    assertThat(log.lines())
        .containsExactly("WARN Requests from seat.finalize can't be read; the reader retries until it succeeds: "
            + "broken", "INFO Requests from seat.finalize are read again");
  }

  @Test
  void brokersThatCannotBeFoundAreLookedForAgain() {
    failure = new KafkaException("Failed to construct kafka consumer", new KafkaException("no such host"));
    unresolvable = true;
    reader.start();
    awaitUntil(() -> "no such host".equals(reader.problem()));
    assertThat(opened).isEmpty();
    unresolvable = false;
    failure = null;
    passUntilWell();
  }

  /** Leaving the group each time would disturb the other readers. */
  @Test
  void rightThatIsMissingDoesNotEndTheSession() {
    failure = new TopicAuthorizationException(Set.of(TOPIC));
    reader.start();
    awaitUntil(() -> reader.problem() != null);
    awaitRound();
    failure = null;
    passUntilWell();

    assertThat(opened).hasSize(1);
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void missingRightToReadAnotherTopicIsNotOurs() {
    failure = new TopicAuthorizationException(Set.of("seat.lock.requested"));
    reader.start();
    awaitRound();
    assertThat(reader.problem()).isNull();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void failureThatComesAndGoesIsLoggedOnce() {
    reader.start();
    for (int i = 0; i < 3; i++) {
      failure = new TopicAuthorizationException(Set.of(TOPIC));
      awaitUntil(() -> reader.problem() != null);
      failure = null;
      awaitRound();
    }
    assertThat(log.lines()).hasSize(1);
    passUntilWell();
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void requestsThatWaitAreLoggedOnceAndOnlyIfItLasts() {
    away = true;
    reader.start();
    awaitUntil(() -> reader.waiting() == 1);
    awaitRound();
    assertThat(log.lines()).isEmpty();

    for (int i = 0; i < 3; i++) {
      now.addAndGet(Duration.ofSeconds(6).toNanos());
      awaitRound();
    }
    away = false;
    // A retry that failed before may be noted only now, and the next one be due later.
    awaitUntil(() -> {
      now.addAndGet(Duration.ofMillis(100).toNanos());
      return reader.waiting() == 0 && log.lines().size() > 1;
    });
    assertThat(log.lines()).containsExactly("WARN Requests from seat.finalize are waiting and are retried until "
        + "they succeed: "
        + "Redis is away", "INFO Requests from seat.finalize are no longer waiting");
    assertThat(reader.problem()).isNull();
  }

  @Test
  void readerThatHangsIsAProblem() {
    reader.start();
    awaitRound();
    opened.getFirst().hang();
    awaitUntil(() -> {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      return String.valueOf(reader.problem()).contains("has not finished a round");
    });
    opened.getFirst().goOn();
    awaitUntil(() -> reader.problem() == null);
  }

  /** Waits until the first session has begun a round after this call and ended it. */
  private void awaitRound() {
    awaitUntil(() -> !opened.isEmpty());
    Reading session = opened.getFirst();
    int begun = session.begunRounds.get();
    // The next round begins only when the one before it has ended.
    awaitUntil(() -> session.begunRounds.get() >= begun + 2);
  }

  private static void awaitUntil(Callable<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(2)).until(condition);
  }

  private void passUntilWell() {
    awaitUntil(() -> {
      now.addAndGet(Duration.ofMillis(100).toNanos());
      return reader.problem() == null;
    });
  }

  private ReadingSession open() {
    RuntimeException unresolved = failure;
    if (unresolvable && unresolved != null) {
      throw unresolved;
    }
    Reading consumer = new Reading();
    opened.add(consumer);
    return new ReadingSession(consumer, new PendingRequests(new Work(), now::get), TopicPartition::toString, now::get);
  }

  /** Is given a partition at its first poll, with one record in it. */
  private final class Reading extends MockConsumer<byte[], byte[]> {

    private final AtomicInteger begunRounds = new AtomicInteger();

    private volatile CountDownLatch hanging = new CountDownLatch(0);

    private boolean assigned;

    private Reading() {
      super("earliest");
      updateBeginningOffsets(Map.of(P0, 0L));
    }

    void hang() {
      hanging = new CountDownLatch(1);
    }

    void goOn() {
      hanging.countDown();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      begunRounds.incrementAndGet();
      try {
        hanging.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (!assigned) {
        assigned = true;
        rebalance(List.of(P0));
        addRecord(new ConsumerRecord<>(TOPIC, 0, 0, null, new byte[0]));
      }
      RuntimeException now = failure;
      if (now != null) {
        throw now;
      }
      return super.poll(Duration.ofMillis(1));
    }
  }

  private final class Work implements PendingRequests.TaskFactory {

    @Override
    public RequestTask answer(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
      return new RequestTask("venue", () -> away
          ? CompletableFuture.failedFuture(new SeatsUnavailable("Redis is away", null))
          : CompletableFuture.completedFuture(null));
    }

    @Override
    public RequestTask giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failed) {
      throw new AssertionError(failed);
    }
  }
}
