package io.seatlock.relay.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Defines the bean that records the state of the store in Kafka. Used by the service and by the command {@code
 * confirm-store}.
 */
public final class StoreRecordsConfiguration {

  @Bean
  @SuppressWarnings("unchecked") // bytes, as application.yml says
  KafkaStoreRecords storeRecords(StoreTopic topic, KafkaAdmin admin, ConsumerFactory<?, ?> consumers,
      KafkaOperations<byte[], byte[]> kafka) {
    return new KafkaStoreRecords(admin.getConfigurationProperties(), (ConsumerFactory<byte[], byte[]>) consumers, kafka,
        topic.name());
  }
}
