package io.seatlock.requests;

import io.seatlock.kafka.RootCause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one request topic on its own thread until it is closed. Opens a new session after a session fails. Logs each
 * problem when it begins and when it ends.
 */
final class RequestReader implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RequestReader.class);

  /** The time without a failure after which a problem counts as ended. */
  private static final Duration RECOVERY_TIME = Duration.ofSeconds(3);

  /** How long requests may wait before the wait is logged. */
  private static final Duration WAIT_BEFORE_WARNING = Duration.ofSeconds(5);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final String topic;

  private final Supplier<ReadingSession> sessions;

  private final Duration pauseAfterFailure;

  private final LongSupplier nanoTime;

  private final CountDownLatch closing = new CountDownLatch(1);

  private final Thread thread;

  private final LastingProblem seats = new LastingProblem();

  private volatile @Nullable String failure;

  private long failedAt;

  private volatile @Nullable ReadingSession session;

  private volatile long lastRound;

  private volatile int waiting;

  private boolean waitIsLogged;

  /**
   * @param sessions opens sessions; may throw while the brokers' names can't be resolved
   * @param pauseAfterFailure the time between a failure and the next attempt
   * @param nanoTime {@link System#nanoTime()}
   */
  RequestReader(String topic, Supplier<ReadingSession> sessions, Duration pauseAfterFailure, LongSupplier nanoTime) {
    this.topic = topic;
    this.sessions = sessions;
    this.pauseAfterFailure = pauseAfterFailure;
    this.nanoTime = nanoTime;
    lastRound = nanoTime.getAsLong();
    thread = Thread.ofVirtual().name("requests-" + topic).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (isOpen()) {
      try (ReadingSession current = sessions.get()) {
        session = current;
        current.start(topic);
        readLoop(current);
      } catch (RuntimeException | Error broken) {
        failed(broken);
      }
    }
  }

  /**
   * Reads until the reader is closed or the session fails. A missing permission does not end the session: it may be
   * granted again, and leaving the group would only make the other consumers rebalance.
   */
  private void readLoop(ReadingSession current) {
    while (isOpen()) {
      try {
        current.runOnce();
        succeeded(current);
      } catch (AuthorizationException | AuthenticationException denied) {
        if (!isAboutAnotherTopic(denied)) {
          failed(denied);
        }
      }
    }
  }

  /**
   * Whether only other topics are forbidden: the leader of a consumer group requests the metadata of all topics of its
   * members.
   */
  private boolean isAboutAnotherTopic(ApiException denied) {
    return denied instanceof TopicAuthorizationException some && !some.unauthorizedTopics().isEmpty()
        && !some.unauthorizedTopics().contains(topic);
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void succeeded(ReadingSession current) {
    lastRound = nanoTime.getAsLong();
    if (failure != null && current.isReading() && lastRound - failedAt >= RECOVERY_TIME.toNanos()) {
      log.info("Requests from {} are read again", topic);
      failure = null;
    }
    waiting = current.waiting();
    noteWaiting(current.reasonToWait());
  }

  private void noteWaiting(@Nullable Throwable reason) {
    if (reason == null) {
      seats.ends();
    } else {
      seats.begins(String.valueOf(reason.getMessage()), lastRound);
    }
    String longOne = seats.after(WAIT_BEFORE_WARNING, lastRound);
    if (longOne != null && !waitIsLogged) {
      log.warn("Requests from {} are waiting and are retried until they succeed: {}", topic, longOne);
      waitIsLogged = true;
    }
    if (reason == null && waitIsLogged) {
      log.info("Requests from {} are no longer waiting", topic);
      waitIsLogged = false;
    }
  }

  private void failed(Throwable reason) {
    if (!isOpen()) {
      return;
    }
    failedAt = nanoTime.getAsLong();
    if (failure == null) {
      logFailure(reason);
    }
    failure = RootCause.of(reason);
    try {
      boolean _ = closing.await(pauseAfterFailure.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Logs the stack trace unless it is one of Kafka's exceptions: any other failure is a bug. */
  private void logFailure(Throwable reason) {
    if (reason instanceof KafkaException) {
      log.warn("Requests from {} can't be read; the reader retries until it succeeds: {}", topic, RootCause.of(reason));
    } else {
      log.error("Requests from {} can't be read; the reader retries until it succeeds", topic, reason);
    }
  }

  String topic() {
    return topic;
  }

  /** Why requests are not read; null if they are. Any thread may call it. */
  @Nullable
  String problem() {
    String failed = failure;
    if (failed != null) {
      return failed;
    }
    if (nanoTime.getAsLong() - lastRound > ReadingSession.PATIENCE.multipliedBy(3).toNanos()) {
      return "the poll loop has not finished a round in time";
    }
    ReadingSession current = session;
    return current == null ? null : current.problem();
  }

  /**
   * The number of requests that were read and wait for an unavailable venue or dead-letter topic. Any thread may call
   * it.
   */
  int waiting() {
    return waiting;
  }

  /** Lets the reader end after the current round. Does not wait. */
  void stop() {
    closing.countDown();
  }

  /** Stops the reader and waits up to 5 seconds for its end. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
