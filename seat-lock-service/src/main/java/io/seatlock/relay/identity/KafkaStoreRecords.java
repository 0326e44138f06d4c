package io.seatlock.relay.identity;

import io.seatlock.store.identity.StoreRecord;
import io.seatlock.store.identity.StoreRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records the last known state of the store in a compacted topic. The record's key is the name of the partition's key
 * {@code seat-identity} in Redis, its value is {@code {"epoch":…,"beat":…}}. The last record of each key is valid.
 */
final class KafkaStoreRecords implements StoreRecords, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(KafkaStoreRecords.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private static final JsonMapper JSON = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Map<String, Object> settings;

  private final ConsumerFactory<byte[], byte[]> consumers;

  private final KafkaOperations<byte[], byte[]> producer;

  private final String topic;

  private @Nullable Admin admin;

  /** @param settings of an admin client */
  KafkaStoreRecords(Map<String, Object> settings, ConsumerFactory<byte[], byte[]> consumers,
      KafkaOperations<byte[], byte[]> producer, String topic) {
    this.settings = settings;
    this.consumers = consumers;
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  public String clusterId() throws Exception {
    return admin().describeCluster(new DescribeClusterOptions().timeoutMs((int) TIMEOUT.toMillis())).clusterId()
        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Created on first use, because creating it fails while the address can't be resolved. */
  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }

  @Override
  public Map<String, StoreRecord> read() {
    Properties more = new Properties();
    more.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "seat-lock-store", null, more)) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
          .map(part -> new TopicPartition(part.topic(), part.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readToEnd(consumer, partitions);
    }
  }

  private Map<String, StoreRecord> readToEnd(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<String, StoreRecord> all = new HashMap<>();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
    long since = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
      if (System.nanoTime() - since > READ_TIMEOUT.toNanos()) {
        throw new KafkaException("the topic " + topic + " could not be read to its end within "
            + READ_TIMEOUT.toSeconds() + " s");
      }
      consumer.poll(Duration.ofMillis(100)).forEach(record -> note(record, all));
    }
    return all;
  }

  /** A record without a value (a tombstone) deletes the recorded state. */
  private static void note(ConsumerRecord<byte[], byte[]> record, Map<String, StoreRecord> all) {
    if (record.key() == null) {
      return;
    }
    String name = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      all.remove(name);
      return;
    }
    try {
      all.put(name, JSON.readValue(record.value(), StoreRecord.class));
    } catch (JacksonException foreign) {
      log.warn("A record of {} can't be read and is ignored: {}", record.topic(), foreign.getOriginalMessage());
    }
  }

  @Override
  public void write(Map<String, StoreRecord> stores) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    stores.forEach((name, store) -> sent
        .add(producer.send(topic, name.getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(store))));
    try {
      for (Future<?> result : sent) {
        result.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public synchronized void destroy() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
