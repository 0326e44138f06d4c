package io.seatlock.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.embedded.RunningProcess;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.LongRunning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AnyRedis
@LongRunning
class KafkaProcessIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String TOPIC = "seat.locked";

  private final List<String> read = new CopyOnWriteArrayList<>();

  @Test
  void recordsSurviveKillAndRestartOnTheSamePort() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary());
        TopicReader reader = reader(broker);
        var producer = producer(broker)) {
      createTopic(reader);
      send(producer, "one").get(20, TimeUnit.SECONDS);
      broker.kill();
      assertThat(broker.isRunning()).isFalse();
      broker.restart();
      send(producer, "two").get(20, TimeUnit.SECONDS);
      Await.must("all is read", PATIENCE, reader::isAtEnd);
      assertThat(read).containsExactly("one", "two");
    }
  }

  @Test
  void pausedBrokerTakesNothingUntilItIsResumed() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary());
        TopicReader reader = reader(broker);
        var producer = producer(broker)) {
      createTopic(reader);
      send(producer, "early").get(20, TimeUnit.SECONDS);
      broker.pause();
      Future<RecordMetadata> sending = send(producer, "late");
      assertThatThrownBy(() -> sending.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      broker.resume();
      sending.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void stoppedBrokerIsGoneEvenWhenItWasPaused() {
    KafkaProcess broker = KafkaProcess.start(KafkaSettings.temporary());
    broker.pause();
    broker.close();
    broker.close();
    assertThat(broker.isRunning()).isFalse();
    assertThat(LoopbackPorts.isFree(broker.port())).isTrue();
    assertThat(broker.directory()).doesNotExist();
  }

  @Test
  void deathOfTheJvmThatStartedItEndsIt(@TempDir Path folder) throws IOException {
    Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), Parent.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    RunningProcess broker = new RunningProcess(Long.parseLong(parent.inputReader().readLine()));
    assertThat(broker.isAlive()).isTrue();
    new RunningProcess(parent.pid()).kill();
    assertThat(Await.until(PATIENCE, () -> !broker.isAlive())).isTrue();
  }

  @Test
  void brokerThatCannotStartSaysWhy() {
    KafkaSettings settings = KafkaSettings.temporary().with(Map.of("log.segment.bytes", "no number"));
    assertThatThrownBy(() -> KafkaProcess.start(settings))
        .hasMessageContaining("log.segment.bytes");
  }

  private TopicReader reader(KafkaProcess broker) {
    return new TopicReader(Map.of("bootstrap.servers", broker.bootstrapServers()), List.of(TOPIC),
        record -> read.add(new String(record.value(), StandardCharsets.UTF_8)));
  }

  private static void createTopic(TopicReader reader) throws Exception {
    reader.admin().createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
    reader.awaitTopics();
  }

  private static KafkaProducer<String, String> producer(KafkaProcess broker) {
    return new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(),
        new StringSerializer());
  }

  private static Future<RecordMetadata> send(KafkaProducer<String, String> producer, String value) {
    return producer.send(new ProducerRecord<>(TOPIC, value));
  }

  /** A JVM that starts a broker, prints its pid, and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] args) throws IOException {
      System.out.println(KafkaProcess.start(KafkaSettings.in(Path.of(args[0]))).pid());
      System.in.read();
    }
  }
}
