package io.seatlock.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.relay.format.WireFormat;
import io.seatlock.relay.identity.StoreRecordsConfiguration;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.Outboxes;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaOperations;

/** Defines the beans of this package. */
@Configuration(proxyBeanMethods = false)
@Import(StoreRecordsConfiguration.class)
class RelayConfiguration {

  private static final int CLOSE_SECONDS = 1;

  @Bean
  Relays relays(Outboxes outboxes, KafkaOperations<byte[], byte[]> kafka, RelaySettings settings, EventTopics topics,
      Backlogs backlogs, BlockedTopics waiting, MeterRegistry registry) {
    String owner = UUID.randomUUID().toString();
    SharedProducer producer = new SharedProducer(kafka);
    WireFormat wire = new WireFormat(settings.source(), topics);
    RelayMeters meters = new RelayMeters(registry);
    List<Outbox> all = outboxes.all();
    all.forEach(outbox -> meters.watch(outbox, backlogs));
    meters.watch(waiting);
    return new Relays(all.stream().map(outbox -> new Relay(outbox, producer, wire, meters, waiting,
        new Lease(outbox, owner, settings.lease()))).toList());
  }

  @Bean
  Backlogs backlogs(Outboxes outboxes) {
    return new Backlogs(outboxes.all());
  }

  @Bean
  BlockedTopics waitingTopics() {
    return new BlockedTopics();
  }

  @Bean
  OutboxHealth outboxHealthIndicator(Outboxes outboxes, Backlogs backlogs, BlockedTopics waiting) {
    return new OutboxHealth(outboxes.all(), backlogs, waiting);
  }

  /**
   * Unacknowledged events stay in the outbox, so a producer need not wait for Kafka when it is closed. That time must
   * be short, because the relay's lease is not renewed meanwhile.
   */
  @Bean
  DefaultKafkaProducerFactoryCustomizer shortCloseTimeout() {
    return factory -> factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
  }
}
