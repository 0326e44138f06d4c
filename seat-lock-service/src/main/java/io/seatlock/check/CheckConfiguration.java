package io.seatlock.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.StoreConfiguration;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.StoreSettings;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Only the check, without sweep and listener. Not a {@code @Configuration}, so that the service's component scan does
 * not find it; {@code CheckCommand} imports it.
 */
public final class CheckConfiguration {

  @Bean
  LettuceClientOptionsBuilderCustomizer failClosed() {
    return new StoreConfiguration().failClosed();
  }

  @Bean
  LettuceClientOptionsBuilderCustomizer followTheCluster() {
    return new StoreConfiguration().followTheCluster();
  }

  @Bean
  Check check(StoreSettings settings, LockLimits limits, LettuceConnectionFactory redis) {
    Script script = new Script(redis, Script.source());
    Partitions partitions = Partitions.of(settings.keyPrefix(), settings.partitions(), _ -> script,
        _ -> ExpectedStore.NONE,
        RedisTimeouts.of(redis), limits, new SimpleMeterRegistry());
    return new Check(partitions, new KeyScan(redis, RedisTimeouts.of(redis)));
  }
}
