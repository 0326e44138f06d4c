package io.seatlock.requests;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.kafka.LazyAdmin;
import io.seatlock.requests.format.RequestParser;
import io.seatlock.requests.format.RequestTopics;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Defines the beans that read requests from Kafka. */
@Configuration(proxyBeanMethods = false)
class RequestsConfiguration {

  /**
   * Settings of the producer of dead letters. Unlike the producer of events, it gives up after 5 seconds and may be
   * replaced at any time.
   */
  private static final Map<String, Object> PRODUCER_SETTINGS = Map.of(
      ProducerConfig.CLIENT_ID_CONFIG, "seat-lock-dead-letters",
      ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000,
      ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000,
      ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5000);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  @Bean
  LazyAdmin lazyAdmin(KafkaAdmin admin) {
    return new LazyAdmin(admin.getConfigurationProperties());
  }

  @Bean
  RequestDeadLetters deadLetters(RequestTopics topics, ProducerFactory<byte[], byte[]> producers, LazyAdmin admin,
      MeterRegistry meters) {
    return new RequestDeadLetters(producers.copyWithConfigurationOverride(PRODUCER_SETTINGS),
        new TopicMetadata(admin)::isOutOfReach,
        new DeadLetterCount(topics, meters, RequestsConfiguration::runLater), System::nanoTime);
  }

  private static void runLater(Runnable task, Duration delay) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(task);
  }

  @Bean
  RequestReaders requestReaders(RequestTopics topics, Seats seats, LockLimits limits, JsonMapper json,
      RequestDeadLetters deadLetters,
      ConsumerFactory<byte[], byte[]> consumers, LazyAdmin admin, KafkaProperties settings, MeterRegistry meters) {
    RequestParser parser = new RequestParser(topics, limits, json);
    ReadingSessions sessions = new ReadingSessions(consumers, new TopicMetadata(admin), System::nanoTime);
    Integer concurrency = settings.getListener().getConcurrency();
    return new RequestReaders(topics, topic -> {
      RequestHandler work = new RequestHandler(parser.of(topic), seats, deadLetters);
      return new RequestReader(topic, () -> sessions.open(work), PAUSE_AFTER_FAILURE, System::nanoTime);
    }, concurrency == null ? 1 : concurrency, meters);
  }
}
