package io.seatlock.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic, used the way any client would use it. */
record KafkaTopic(String servers) {

  private static final TopicPartition PARTITION = new TopicPartition("seat.locked", 0);

  void create() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  void send(String value) throws Exception {
    Map<String, Object> conf = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    try (var producer = new KafkaProducer<>(conf, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get(30, TimeUnit.SECONDS);
    }
  }

  List<String> read() {
    Map<String, Object> conf = Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var consumer = new KafkaConsumer<>(conf, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      var records = consumer.poll(Duration.ofSeconds(20));
      return records.records(PARTITION).stream().map(r -> r.value()).toList();
    }
  }
}
