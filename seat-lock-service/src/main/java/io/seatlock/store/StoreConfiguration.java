package io.seatlock.store;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Puts the room together on top of Spring's own Redis connection. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  /**
   * Fail closed: without a connection a command is refused at once instead of being kept for later,
   * and after a lost connection it is not sent a second time. Otherwise an unlock could arrive when
   * the seat is the next user's.
   */
  @Bean
  LettuceClientOptionsBuilderCustomizer failClosed() {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).replayFilter(_ -> true);
  }

  @Bean
  Partitions partitions(StoreSettings settings, LettuceConnectionFactory redis, LockLimits limits,
      MeterRegistry meters) {
    Script script = new Script(redis, Script.source());
    script.connectEarly();
    return Partitions.of(settings.partitions(), script, redis.getClientConfiguration().getCommandTimeout(), limits,
        meters);
  }

  @Bean
  Seats seats(Partitions partitions, MeterRegistry meters) {
    return new RedisSeats(partitions, meters);
  }

  @Bean
  Outboxes outboxes(Partitions partitions, LettuceConnectionFactory redis) {
    return new Outboxes(partitions.all().stream().map(partition -> new Outbox(partition, redis)).toList());
  }

  @Bean
  Sweep sweep(Partitions partitions, StoreSettings settings) {
    return new Sweep(partitions, settings.sweep().poll());
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "seat-lock.sweep.expiry-listener", matchIfMissing = true)
  ExpiryListener expiryListener(Partitions partitions, LettuceConnectionFactory redis) {
    return new ExpiryListener(partitions, redis);
  }
}
