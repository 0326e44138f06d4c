package io.seatlock.requests;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.kafka.RootCause;
import io.seatlock.requests.format.RequestTopics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts dead letters, and logs those that were lost: the first ones after 3 seconds, then at most one line per minute.
 */
final class DeadLetterCount {

  static final Duration FIRST_LOG_DELAY = Duration.ofSeconds(3);

  static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(DeadLetterCount.class);

  private final MeterRegistry meters;

  private final BiConsumer<Runnable, Duration> scheduler;

  /** The offsets of lost dead letters that are not logged yet, by topic and partition. */
  private final Map<String, Offsets> unlogged = new TreeMap<>();

  private String reason = "";

  private boolean isLogScheduled;

  /** @param scheduler runs a task after a delay */
  DeadLetterCount(RequestTopics topics, MeterRegistry meters, BiConsumer<Runnable, Duration> scheduler) {
    this.meters = meters;
    this.scheduler = scheduler;
    for (String topic : topics.requests()) {
      counter(topic, "written");
      counter(topic, "lost");
    }
  }

  private Counter counter(String topic, String result) {
    return Counter.builder("seat.lock.dead.letters").tags("topic", topic, "result", result)
        .description("Requests that could not be answered, by whether the dead-letter topic contains them")
        .register(meters);
  }

  void written(ConsumerRecord<?, ?> record) {
    counter(record.topic(), "written").increment();
  }

  synchronized void lost(ConsumerRecord<?, ?> record, Throwable refusal) {
    counter(record.topic(), "lost").increment();
    reason = RootCause.of(refusal);
    unlogged.merge(record.topic() + " partition " + record.partition(),
        new Offsets(1, record.offset(), record.offset()), Offsets::and);
    if (!isLogScheduled) {
      isLogScheduled = true;
      scheduler.accept(this::logLost, FIRST_LOG_DELAY);
    }
  }

  private synchronized void logLost() {
    if (unlogged.isEmpty()) {
      isLogScheduled = false;
      return;
    }
    String which = unlogged.entrySet().stream().map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(", "));
    log.error("Kafka refused dead letters; the records are only in the request topic: {}. Reason: {}", which,
        reason);
    unlogged.clear();
    scheduler.accept(this::logLost, LOG_INTERVAL);
  }

  private record Offsets(long count, long first, long last) {

    Offsets and(Offsets other) {
      return new Offsets(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
    }

    @Override
    public String toString() {
      return count == 1 ? "offset " + first : count + " offsets from " + first + " to " + last;
    }
  }
}
