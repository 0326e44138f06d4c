package io.seatlock.faults.seeded;

import io.seatlock.SeatLockApplication;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;

/** The service with a relay that treats every event as acknowledged as soon as it is handed to the producer. */
final class PopThenPushService {

  private PopThenPushService() {}

  public static void main(String[] args) {
    new SpringApplication(SeatLockApplication.class, HastyRelay.class).run(args);
  }

  /** Not annotated as a configuration, because the component scan of the real service covers this package. */
  static final class HastyRelay {

    @Bean
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producers) {
      return new HastyTemplate(producers);
    }
  }

  private static final class HastyTemplate extends KafkaTemplate<byte[], byte[]> {

    HastyTemplate(ProducerFactory<byte[], byte[]> producers) {
      super(producers);
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {
      // In another thread, because a producer that has to find Kafka first would block.
      Thread.ofVirtual().start(() -> {
        var _ = super.send(record);
      });
      RecordMetadata invented = new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
      return CompletableFuture.completedFuture(new SendResult<>(record, invented));
    }
  }
}
