package io.seatlock.operator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.StoreConfiguration;
import io.seatlock.store.identity.OtherPartitionCount;
import io.seatlock.store.identity.StoreRecords;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.StoreSettings;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Only the confirmation of a store. Not a {@code @Configuration}, so that the service's component scan does not find
 * it; {@code ConfirmCommand} imports it.
 */
final class StoreConfirmationConfiguration {

  @Bean
  LettuceClientOptionsBuilderCustomizer failClosed() {
    return new StoreConfiguration().failClosed();
  }

  @Bean
  LettuceClientOptionsBuilderCustomizer followTheCluster() {
    return new StoreConfiguration().followTheCluster();
  }

  @Bean
  StoreConfirmation confirmation(StoreSettings settings, LockLimits limits, LettuceConnectionFactory redis,
      StoreRecords memory) {
    Script script = new Script(redis, Script.source());
    Partitions open = Partitions.of(settings.keyPrefix(), settings.partitions(), _ -> script, _ -> ExpectedStore.NONE,
        RedisTimeouts.of(redis), limits, new SimpleMeterRegistry());
    return new StoreConfirmation(open, OtherPartitionCount.of(settings, redis), memory, settings);
  }
}
