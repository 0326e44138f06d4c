package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A group of events that wait in the outbox: all events of a topic, or those with one key of it. The first one is
 * retried from time to time. When Kafka acknowledges it, the others are sent in order.
 */
final class BlockedGroup {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Limits how long events still wait after Kafka accepts them again. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String topic;

  private final boolean wholeTopic;

  /** The sent events that Kafka has neither acknowledged nor refused, in order. */
  private List<SentEvent> underWay = new ArrayList<>();

  /** When the events under way were found to be unanswered or were sent, {@link System#nanoTime()}. */
  private long underWaySince;

  /** The first waiting event in the part of the outbox that has been read. */
  private @Nullable OutgoingEvent first;

  /** Why the events wait; null while that is not known. */
  private @Nullable String reason;

  private Duration pause = Duration.ZERO;

  /** When the next attempt is due, {@link System#nanoTime()}. */
  private long nextAttempt;

  private @Nullable CompletableFuture<?> attempt;

  BlockedGroup(String topic, boolean wholeTopic, long now) {
    this.topic = topic;
    this.wholeTopic = wholeTopic;
    this.nextAttempt = now;
  }

  String topic() {
    return topic;
  }

  boolean isWholeTopic() {
    return wholeTopic;
  }

  /** Why events of this group wait; null if none waits or the reason is not known. */
  @Nullable
  String reason() {
    return first == null ? null : reason;
  }

  /** Adds a waiting event. Events are added in the order of the outbox, so only the first one is kept. */
  void add(OutgoingEvent event) {
    first = first == null ? event : first;
  }

  void clearFirst() {
    first = null;
  }

  /** Adds sent events that are unanswered; Kafka may still acknowledge them. */
  void trackUnanswered(List<SentEvent> unanswered, String why, long now) {
    underWay = new ArrayList<>(unanswered);
    underWaySince = now;
    reason = why;
  }

  /** Schedules the next attempt. */
  void scheduleRetry(String why, long now) {
    reason = why;
    pause = pause.isZero() ? FIRST_PAUSE : LONGEST_PAUSE;
    nextAttempt = now + pause.toNanos();
  }

  boolean isUnderWay() {
    return isEventUnderWay() || (attempt != null && !attempt.isDone());
  }

  /** Whether Kafka has not answered a sent event; an attempt that only asks for the topic does not count. */
  boolean isEventUnderWay() {
    return underWay.stream().anyMatch(sent -> !sent.isAnswered());
  }

  /** Whether Kafka has not answered an event that was sent before this time. */
  boolean isUnansweredSince(long time) {
    return isEventUnderWay() && underWaySince - time < 0;
  }

  /** @return the retry that was started; null if none is due, or if one is not evaluated yet */
  @Nullable
  CompletableFuture<?> retryIfDue(SharedProducer producer, long now) {
    if (attempt != null || !underWay.isEmpty() || nextAttempt - now > 0) {
      return null;
    }
    CompletableFuture<?> begun = producer.probe(topic, first);
    attempt = begun;
    if (first != null) {
      underWay.add(new SentEvent(first, begun));
      underWaySince = now;
    }
    return begun;
  }

  /** Whether sent events or a retry were in flight and all of them are answered. */
  boolean isDecided() {
    return (attempt != null || !underWay.isEmpty()) && !isUnderWay();
  }

  /** Evaluates the answers to everything that was in flight. */
  Verdict decide() {
    List<SentEvent> acknowledged = underWay.stream().filter(SentEvent::isAcknowledged).toList();
    SentEvent refused = underWay.stream().filter(sent -> !sent.isAcknowledged()).findFirst().orElse(null);
    Throwable failure = refused != null ? refused.failure() : failureOf(attempt);
    if (refused != null) {
      first = refused.outgoing();
    }
    underWay = new ArrayList<>();
    attempt = null;
    return new Verdict(acknowledged, failure == null ? null : first, failure);
  }

  private static @Nullable Throwable failureOf(@Nullable CompletableFuture<?> attempt) {
    return attempt != null && attempt.isCompletedExceptionally() ? SentEvent.rootOf(attempt.exceptionNow()) : null;
  }

  /**
   * The answers of Kafka.
   *
   * @param refused the first event that Kafka did not accept; null if it accepted all, or if the attempt sent no event
   * @param failure why; null if Kafka accepted all
   */
  record Verdict(List<SentEvent> acknowledged, @Nullable OutgoingEvent refused, @Nullable Throwable failure) {}
}
