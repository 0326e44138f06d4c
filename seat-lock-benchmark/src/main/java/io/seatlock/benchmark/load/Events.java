package io.seatlock.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the records of one venue from some topics, starting at their present end. */
public final class Events implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(20);

  private final KafkaConsumer<String, String> consumer;

  private final String keys;

  /** @param topics must exist */
  public Events(String servers, String venue, List<String> topics) {
    this.keys = venue + ":";
    this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", servers, "fetch.max.wait.ms", "10",
        "max.poll.records", "10000", "enable.auto.commit", "false"), new StringDeserializer(),
        new StringDeserializer());
    List<TopicPartition> partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** The records that have arrived since the last call; waits briefly if there are none. */
  public List<ConsumerRecord<String, String>> poll() {
    List<ConsumerRecord<String, String>> ours = new ArrayList<>();
    consumer.poll(WAIT).forEach(record -> {
      if (record.key() != null && record.key().startsWith(keys)) {
        ours.add(record);
      }
    });
    return ours;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
