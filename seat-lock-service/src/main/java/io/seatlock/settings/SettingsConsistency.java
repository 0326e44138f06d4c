package io.seatlock.settings;

import io.seatlock.store.settings.DurabilitySettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Checks the service's own settings and Spring's against each other, before anything is started with them. */
final class SettingsConsistency {

  private static final String REDIS_TIMEOUT = "spring.data.redis.timeout";

  /** With a shorter time-out, a garbage collection pause would look like an outage of Redis. */
  private static final Duration SHORTEST_REDIS_TIMEOUT = Duration.ofMillis(50);

  private static final String MAX_BLOCK = "max.block.ms";

  private final SeatLockSettings settings;

  private final Binder spring;

  public SettingsConsistency(SeatLockSettings settings, Binder spring) {
    this.settings = settings;
    this.spring = spring;
  }

  /** @throws ImpossibleSetting if settings contradict each other; names the settings, their values and the rule */
  public void check() {
    spring.bind(REDIS_TIMEOUT, Duration.class).ifBound(this::checkRedis);
    maxBlock().ifPresent(this::checkRelay);
    checkIdle("seat-lock.lock.max-timeout", settings.lock().maxTimeout());
    checkIdle("seat-lock.lock.late-finalize", settings.lock().lateFinalize());
    checkIdle("seat-lock.holder.pause", settings.holder().pause());
  }

  /**
   * The last holder of a seat is stored no longer than the idle time, so these times must not be longer. The stored last
   * holder also shows that a lock request over Kafka was executed already. It is needed until the request is too old,
   * which is after the request's own timeout.
   */
  private void checkIdle(String name, Duration needed) {
    Duration idle = settings.growth().idle();
    require(idle.isZero() || idle.compareTo(needed) >= 0,
        "seat-lock.growth.idle (%d s) must be at least %s (%d s); write e.g. %ds", idle.toSeconds(), name,
        needed.toSeconds(), needed.toSeconds());
  }

  private void checkRedis(Duration timeout) {
    require(timeout.compareTo(SHORTEST_REDIS_TIMEOUT) >= 0, "%s (%d ms) must be %d ms or more; write e.g. 500ms",
        REDIS_TIMEOUT, timeout.toMillis(), SHORTEST_REDIS_TIMEOUT.toMillis());
    DurabilitySettings durability = settings.durability();
    require(durability.mode() != DurabilitySettings.Mode.SAFE || durability.timeout().compareTo(timeout) < 0,
        "seat-lock.durability.timeout (%d ms) must be below %s (%d ms) in safe mode; write e.g. %dms",
        durability.timeout().toMillis(), REDIS_TIMEOUT, timeout.toMillis(), timeout.toMillis() * 4 / 5);
  }

  /** While the producer waits for a topic's metadata, the relay can't renew its lease. */
  private void checkRelay(Duration maxBlock) {
    Duration lease = settings.relay().lease();
    require(maxBlock.compareTo(lease) < 0,
        "spring.kafka.producer.properties.%s (%d) must be below seat-lock.relay.lease (%d ms); write e.g. %d",
        MAX_BLOCK, maxBlock.toMillis(), lease.toMillis(), lease.toMillis() * 2 / 3);
  }

  /** The producer's own setting takes precedence over the one for all clients. */
  private Optional<Duration> maxBlock() {
    return Stream.of("spring.kafka.producer.properties", "spring.kafka.properties")
        .map(name -> spring.bind(name, Bindable.mapOf(String.class, String.class)).orElse(Map.of()).get(MAX_BLOCK))
        .filter(Objects::nonNull).findFirst().filter(value -> value.matches("\\d{1,12}"))
        .map(value -> Duration.ofMillis(Long.parseLong(value)));
  }

  private static void require(boolean isValid, String sentence, Object... values) {
    if (!isValid) {
      throw new ImpossibleSetting(sentence.formatted(values) + ".");
    }
  }
}
