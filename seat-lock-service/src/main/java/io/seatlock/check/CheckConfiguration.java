package io.seatlock.check;

import io.seatlock.store.CommandStoreConfiguration;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.Partitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Defines the bean of the check, for {@code CheckCommand}. Why it is not a {@code @Configuration}: see {@link
 * CommandStoreConfiguration}.
 */
@Import(CommandStoreConfiguration.class)
public final class CheckConfiguration {

  @Bean
  Check check(Partitions partitions, CommandLimits limits, LettuceConnectionFactory redis) {
    return new Check(partitions, new KeyScan(redis, RedisTimeouts.of(redis)), limits.growth().idle());
  }
}
