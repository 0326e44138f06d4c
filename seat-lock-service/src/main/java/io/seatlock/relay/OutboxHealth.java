package io.seatlock.relay;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows events that are not sent: dead letters (on every instance) and topics that do not accept events (on the
 * instance that relays them). Seats are still locked meanwhile, so it is never DOWN.
 */
final class OutboxHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED", "Some events can't be sent");

  private final List<Outbox> outboxes;

  private final BlockedTopics waiting;

  OutboxHealth(List<Outbox> outboxes, BlockedTopics waiting) {
    this.outboxes = outboxes;
    this.waiting = waiting;
  }

  @Override
  public Health health() {
    Map<String, String> topics = waiting.all();
    Map<Integer, Long> deadLetters = new TreeMap<>();
    try {
      outboxes.forEach(outbox -> deadLetters.put(outbox.partition(), outbox.backlog().deadLetters()));
    } catch (SeatsUnavailable away) {
      return Health.unknown().withDetail("waitingTopics", topics).withDetail("error", String.valueOf(away.getMessage()))
          .build();
    }
    deadLetters.values().removeIf(count -> count == 0);
    boolean isWell = topics.isEmpty() && deadLetters.isEmpty();
    return Health.status(isWell ? Status.UP : DEGRADED).withDetail("waitingTopics", topics)
        .withDetail("deadLettersByPartition", deadLetters).build();
  }
}
