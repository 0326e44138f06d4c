package io.seatlock.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.StoreSettings;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The beans that an operator's command needs to use Redis: the connection, and partitions without identity check; no
 * background loops. Not a {@code @Configuration}, so that the service's component scan does not find it.
 */
public final class CommandStoreConfiguration {

  private final StoreConfiguration service = new StoreConfiguration();

  @Bean
  LettuceClientOptionsBuilderCustomizer failClosed() {
    return service.failClosed();
  }

  @Bean
  LettuceClientOptionsBuilderCustomizer followTheCluster() {
    return service.followTheCluster();
  }

  @Bean
  Partitions partitions(StoreSettings settings, CommandLimits limits, LettuceConnectionFactory redis) {
    Script script = new Script(redis, Script.source());
    return Partitions.of(settings.keyPrefix(), settings.partitions(), _ -> script, _ -> ExpectedStore.NONE,
        RedisTimeouts.of(redis), limits, new SimpleMeterRegistry());
  }
}
