package io.seatlock.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.store.Outbox;
import io.seatlock.store.Outboxes;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

  @Bean
  Relays relays(Outboxes outboxes, KafkaOperations<byte[], byte[]> kafka, RelaySettings settings,
      MeterRegistry registry) {
    String owner = UUID.randomUUID().toString();
    WireFormat wire = new WireFormat(settings.source());
    RelayMeters meters = new RelayMeters(registry);
    List<Outbox> all = outboxes.all();
    all.forEach(meters::watch);
    return new Relays(
        all.stream().map(outbox -> new Relay(outbox, kafka, wire, meters, owner, settings.lease())).toList());
  }

  @Bean
  KafkaHealth kafkaHealthIndicator(KafkaAdmin admin) {
    return new KafkaHealth(admin.getConfigurationProperties());
  }
}
