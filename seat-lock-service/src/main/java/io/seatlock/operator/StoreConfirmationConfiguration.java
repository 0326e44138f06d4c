package io.seatlock.operator;

import io.seatlock.store.CommandStoreConfiguration;
import io.seatlock.store.identity.OtherPartitionCount;
import io.seatlock.store.identity.StoreRecords;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.settings.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The beans of {@code confirm-store}. Not a {@code @Configuration}: see {@link CommandStoreConfiguration}. */
@Import(CommandStoreConfiguration.class)
final class StoreConfirmationConfiguration {

  @Bean
  StoreConfirmation confirmation(StoreSettings settings, Partitions partitions, LettuceConnectionFactory redis,
      StoreRecords memory) {
    return new StoreConfirmation(partitions, OtherPartitionCount.of(settings, redis), memory, settings);
  }
}
