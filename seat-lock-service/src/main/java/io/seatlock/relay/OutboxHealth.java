package io.seatlock.relay;

import io.seatlock.store.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows events that are not sent: dead letters (on every instance) and topics that do not accept events (on the
 * instance that relays them). Seats can still be locked, so the status is never DOWN. The figures are the last ones
 * that were read in the background; a health request does not query Redis or Kafka.
 */
final class OutboxHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED", "Some events can't be sent");

  private final List<Outbox> outboxes;

  private final Backlogs backlogs;

  private final BlockedTopics waiting;

  OutboxHealth(List<Outbox> outboxes, Backlogs backlogs, BlockedTopics waiting) {
    this.outboxes = outboxes;
    this.backlogs = backlogs;
    this.waiting = waiting;
  }

  @Override
  public Health health() {
    Map<String, String> topics = waiting.all();
    Map<Integer, Long> deadLetters = new TreeMap<>();
    Set<Integer> unknown = new TreeSet<>();
    outboxes.forEach(outbox -> {
      Outbox.Backlog backlog = backlogs.of(outbox);
      if (backlog == null) {
        unknown.add(outbox.partition());
      } else if (backlog.deadLetters() != 0) {
        deadLetters.put(outbox.partition(), backlog.deadLetters());
      }
    });
    Health.Builder health = Health.status(status(topics.isEmpty() && deadLetters.isEmpty(), unknown.isEmpty()))
        .withDetail("waitingTopics", topics).withDetail("deadLettersByPartition", deadLetters);
    return unknown.isEmpty()
        ? health.build()
        : health
            .withDetail("error", "Redis does not answer, so the waiting events are not known in partitions " + unknown)
            .build();
  }

  private static Status status(boolean isWell, boolean isKnown) {
    if (!isWell) {
      return DEGRADED;
    }
    return isKnown ? Status.UP : Status.UNKNOWN;
  }
}
