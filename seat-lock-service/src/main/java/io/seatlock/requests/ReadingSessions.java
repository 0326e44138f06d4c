package io.seatlock.requests;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Opens sessions, each with a consumer of its own. */
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

  /** @throws RuntimeException while the brokers' names can't be resolved */
  ReadingSession open(PendingRequests.Work work) {
    Properties settings = new Properties();
    // Also where a broker makes topics when somebody asks for them: it would make them with too few partitions.
    settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new ReadingSession(consumers.createConsumer(null, null, "-" + opened.incrementAndGet(), settings),
        new PendingRequests(work, nanoTime), this::source, nanoTime);
  }

  /** The consumer group is part of it: to another one no request is answered yet. */
  private String source(TopicPartition partition) {
    return consumers.getConfigurationProperties().get(ConsumerConfig.GROUP_ID_CONFIG) + "/" + partition.topic() + "/"
        + topics.idOf(partition.topic()) + "/" + partition.partition();
  }
}
