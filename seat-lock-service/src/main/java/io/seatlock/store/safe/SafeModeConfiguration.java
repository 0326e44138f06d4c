package io.seatlock.store.safe;

import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.redis.SharedConnection;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.StoreSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Defines the beans that safe mode needs in addition to the partitions. In fast mode they do nothing. */
@Configuration(proxyBeanMethods = false)
class SafeModeConfiguration {

  @Bean
  Replicas replicas(StoreStatus status, StoreSettings settings, SharedConnection connection) {
    return new Replicas(status, settings.durability(), Script.withOwnConnection(connection), System::nanoTime);
  }

  @Bean
  ReplicaProbe replicaProbe(Partitions partitions, StoreSettings settings, Replicas replicas,
      LettuceConnectionFactory redis) {
    List<Keys> asked = switch (settings.durability().mode()) {
      case FAST -> List.of();
      case SAFE -> partitions.all().stream().map(Partition::keys).toList();
    };
    return new ReplicaProbe(asked, settings.durability(), replicas, RedisTimeouts.of(redis));
  }
}
