package io.seatlock.requests;

import io.seatlock.kafka.LazyAdmin;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads the metadata of topics. */
final class TopicMetadata {

  private static final int TIMEOUT_MS = 2000;

  private final LazyAdmin admin;

  TopicMetadata(LazyAdmin admin) {
    this.admin = admin;
  }

  /**
   * Whether Kafka, or the leader of one of the topic's partitions, is unavailable. False for a topic that is missing or
   * forbidden.
   */
  boolean isOutOfReach(String topic) {
    try {
      return describe(topic).partitions().stream().map(TopicPartitionInfo::leader)
          .anyMatch(leader -> leader == null || leader.isEmpty());
    } catch (UnknownTopicOrPartitionException | InvalidTopicException | AuthorizationException answer) {
      return false;
    } catch (KafkaException noAnswer) {
      return true;
    }
  }

  /**
   * The topic's id. A topic that is deleted and created again with the same name gets another id.
   *
   * @throws KafkaException if Kafka does not answer or refuses
   */
  Uuid idOf(String topic) {
    return describe(topic).topicId();
  }

  private TopicDescription describe(String topic) {
    try {
      return Objects.requireNonNull(admin.get()
          .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS)).topicNameValues()
          .get(topic)).get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException answer ? answer : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer in " + TIMEOUT_MS + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
