package io.seatlock.relay;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the producer when Kafka does not answer, because the producer itself may hang. The events in flight are sent
 * again by the new one. Used by one thread.
 */
final class ProducerWatchdog {

  private static final Logger log = LoggerFactory.getLogger(ProducerWatchdog.class);

  /** In lease durations: how long Kafka may acknowledge nothing while events are in flight. */
  private static final int PATIENCE = 5;

  /**
   * How long the events of one topic may be unanswered while Kafka acknowledges others. If the topic was created again
   * with fewer partitions, the producer never sends what it has for the missing ones.
   */
  static final Duration MAX_WAIT_FOR_ONE_TOPIC = Duration.ofSeconds(60);

  private final SharedProducer producer;

  private final Duration patience;

  private final LongSupplier nanoTime;

  /** When Kafka last acknowledged an event or had nothing to acknowledge. */
  private long lastAcknowledged;

  /**
   * @param lease the duration of the relay's lease
   * @param nanoTime {@link System#nanoTime()}
   */
  ProducerWatchdog(SharedProducer producer, Duration lease, LongSupplier nanoTime) {
    this.producer = producer;
    this.patience = lease.multipliedBy(PATIENCE);
    this.nanoTime = nanoTime;
    lastAcknowledged = nanoTime.getAsLong();
  }

  /** To be called when Kafka has acknowledged an event, and when nothing is in flight. */
  void restartTimer() {
    lastAcknowledged = nanoTime.getAsLong();
  }

  /** @param blocked the events that Kafka may not have answered */
  void replaceIfSilent(BlockedEvents blocked) {
    if (!blocked.isEventUnderWay()) {
      restartTimer();
    } else if (nanoTime.getAsLong() - lastAcknowledged > patience.toNanos()) {
      log.warn("Kafka has acknowledged nothing for {} s; the events are sent again by a new producer",
          patience.toSeconds());
      replace();
    } else if (blocked.isUnansweredFor(MAX_WAIT_FOR_ONE_TOPIC)) {
      log.warn("Kafka has not answered events of a topic for {} s; the events are sent again by a new producer",
          MAX_WAIT_FOR_ONE_TOPIC.toSeconds());
      replace();
    }
  }

  private void replace() {
    producer.replace();
    restartTimer();
  }
}
