package io.seatlock.requests;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Opens sessions, each with its own Kafka consumer. */
final class ReadingSessions {

  private final ConsumerFactory<byte[], byte[]> consumers;

  private final TopicMetadata topics;

  private final LongSupplier nanoTime;

  private final AtomicInteger opened = new AtomicInteger();

  ReadingSessions(ConsumerFactory<byte[], byte[]> consumers, TopicMetadata topics, LongSupplier nanoTime) {
    this.consumers = consumers;
    this.topics = topics;
    this.nanoTime = nanoTime;
  }

  /** @throws RuntimeException if the brokers' names can't be resolved */
  ReadingSession open(PendingRequests.TaskFactory work) {
    Properties settings = new Properties();
    // A broker with automatic topic creation would create a missing topic with too few partitions.
    settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new ReadingSession(consumers.createConsumer(null, null, "-" + opened.incrementAndGet(), settings),
        new PendingRequests(work, nanoTime), this::source, nanoTime);
  }

  /**
   * The source name of a partition. It contains the consumer group, since another group gets its own answers to the
   * same requests.
   */
  private String source(TopicPartition partition) {
    return consumers.getConfigurationProperties().get(ConsumerConfig.GROUP_ID_CONFIG) + "/" + partition.topic() + "/"
        + topics.idOf(partition.topic()) + "/" + partition.partition();
  }
}
