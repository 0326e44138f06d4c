package io.seatlock.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Metrics of the relay: sent events, lateness of expiries, waiting events and dead letters. */
final class RelayMeters {

  private final MeterRegistry meters;

  private final Timer lateness;

  RelayMeters(MeterRegistry meters) {
    this.meters = meters;
    this.lateness = Timer.builder("seat.lock.expiry.lateness")
        .description("From a lock's deadline to Kafka's acknowledgement of its seat.unlocked, by Redis' clock")
        .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1),
            Duration.ofSeconds(10), Duration.ofMinutes(1))
        .register(meters);
  }

  /** The gauges are NaN while Redis does not answer. */
  void watch(Outbox outbox, Backlogs backlogs) {
    String partition = String.valueOf(outbox.partition());
    Gauge.builder("seat.lock.outbox.length", () -> value(backlogs.of(outbox), Outbox.Backlog::events))
        .description("Events that Kafka has not acknowledged yet").tag("partition", partition).register(meters);
    Gauge.builder("seat.lock.outbox.oldest.age",
        () -> value(backlogs.of(outbox), waiting -> waiting.age().toMillis() / 1000.0))
        .description("How long the oldest of them has been waiting").baseUnit("seconds").tag("partition", partition)
        .register(meters);
    Gauge.builder("seat.lock.outbox.dead", () -> value(backlogs.of(outbox), Outbox.Backlog::deadLetters))
        .description("Events that can't be sent and wait for the operator").tag("partition", partition)
        .register(meters);
  }

  private static double value(Outbox.@Nullable Backlog backlog, ToDoubleFunction<Outbox.Backlog> value) {
    return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
  }

  void watch(BlockedTopics topics) {
    Gauge.builder("seat.lock.relay.waiting.topics", topics, waiting -> waiting.all().size())
        .description("Topics that do not take the events which this instance relays").register(meters);
  }

  /**
   * Counts sent events.
   *
   * @param at Redis' time of the call that removed them from the outbox, after Kafka's acknowledgement
   */
  void sent(List<OutgoingEvent> events, Instant at) {
    for (OutgoingEvent event : events) {
      if (event.event() instanceof OutboxEvent.Unlocked unlocked) {
        count(unlocked, at);
      }
    }
  }

  private void count(OutboxEvent.Unlocked unlocked, Instant at) {
    meters.counter("seat.lock.unlocks", "reason", unlocked.reason()).increment();
    if (unlocked.reason().equals("expired")) {
      lateness.record(Duration.between(unlocked.at(), at));
    }
  }
}
