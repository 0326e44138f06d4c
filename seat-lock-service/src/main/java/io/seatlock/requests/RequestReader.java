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
 * Reads one request topic on a thread of its own until it is closed. After any failure of a session a new one is
 * opened. Each problem is logged when it begins and when it ends.
 */
final class RequestReader implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RequestReader.class);

  /** Time without a failure before the end of a problem is logged. */
  private static final Duration CALM = Duration.ofSeconds(3);

  /** How long requests may wait before that is logged. */
  private static final Duration PATIENCE_WITH_SEATS = Duration.ofSeconds(5);

  private static final Duration PATIENCE_WITH_LAST_ROUND = Duration.ofSeconds(5);

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
   * @param sessions may throw while Kafka can't be found
   * @param pauseAfterFailure before it is tried again
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
        readOn(current);
      } catch (RuntimeException | Error broken) {
        failed(broken);
      }
    }
  }

  /** A right that is missing may be given back; leaving the group meanwhile would only disturb the other readers. */
  private void readOn(ReadingSession current) {
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

  /** The leader of a consumer group requests the metadata of all its members' topics. */
  private boolean isAboutAnotherTopic(ApiException denied) {
    return denied instanceof TopicAuthorizationException some && !some.unauthorizedTopics().isEmpty()
        && !some.unauthorizedTopics().contains(topic);
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void succeeded(ReadingSession current) {
    lastRound = nanoTime.getAsLong();
    if (failure != null && current.isReading() && lastRound - failedAt >= CALM.toNanos()) {
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
    String longOne = seats.after(PATIENCE_WITH_SEATS, lastRound);
    if (longOne != null && !waitIsLogged) {
      log.warn("Requests from {} wait and are tried again until it works: {}", topic, longOne);
      waitIsLogged = true;
    }
    if (reason == null && waitIsLogged) {
      log.info("No request from {} waits any longer", topic);
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

  /** With its stack if it is not one of Kafka's own: then it is a bug. */
  private void logFailure(Throwable reason) {
    if (reason instanceof KafkaException) {
      log.warn("Requests from {} can't be read; it is tried again until it works: {}", topic, RootCause.of(reason));
    } else {
      log.error("Requests from {} can't be read; it is tried again until it works", topic, reason);
    }
  }

  String topic() {
    return topic;
  }

  /** What keeps requests from being read; null if nothing does. May be asked by any thread. */
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

  /** Requests that were read and wait for the seats. May be asked by any thread. */
  int waiting() {
    return waiting;
  }

  /** The running round is the last one. */
  void stop() {
    closing.countDown();
  }

  /** Stops, and waits for the end. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(PATIENCE_WITH_LAST_ROUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
