package io.seatlock.standalone;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The embedded Redis and Kafka broker. They start before the first bean and stop after the last one. An initializer is
 * the earliest place at which logging is configured; before that, Kafka would flood the terminal.
 */
final class EmbeddedServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** A thread for each task, because the common pool has only one thread on a small machine. */
  private static final Executor NEW_THREAD = task -> Thread.ofPlatform().start(task);

  private volatile @Nullable RedisProcess redis;
  private volatile @Nullable KafkaBroker kafka;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    SpringApplication.getShutdownHandlers().add(this::stop);
    start(environment);
    environment.getPropertySources().addFirst(new MapPropertySource("inner servers", addresses()));
  }

  /** Waits for both even if one fails, so that the one that has started can be stopped. */
  private synchronized void start(ConfigurableEnvironment environment) {
    StandaloneSettings settings = StandaloneSettings.from(environment);
    try {
      CompletableFuture.allOf(
          CompletableFuture.runAsync(() -> startRedis(environment, settings), NEW_THREAD),
          CompletableFuture.runAsync(() -> startKafka(environment, settings), NEW_THREAD))
          .join();
    } catch (CompletionException e) {
      throw new ServerNotStarted(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private void startRedis(ConfigurableEnvironment environment, StandaloneSettings settings) {
    if (!ConfiguredAddress.ofRedis(environment)) {
      RedisSettings inFolder = RedisSettings.in(settings.dataDir().resolve("redis"))
          .preferringPort(settings.redisPort())
          .stoppedByCallerOnly();
      Path binary = settings.redisBinary();
      redis = RedisProcess.start(binary == null ? inFolder : inFolder.withBinary(binary));
    }
  }

  private void startKafka(ConfigurableEnvironment environment, StandaloneSettings settings) {
    if (!ConfiguredAddress.ofKafka(environment)) {
      kafka = KafkaBroker.start(
          KafkaSettings.in(settings.dataDir().resolve("kafka"))
              .preferringPort(settings.kafkaPort())
              .stoppedByCallerOnly());
    }
  }

  private Map<String, Object> addresses() {
    Map<String, Object> addresses = new HashMap<>();
    redis().ifPresent(started -> addresses.put("spring.data.redis.host", "127.0.0.1"));
    redis().ifPresent(started -> addresses.put("spring.data.redis.port", started.port()));
    kafka()
        .ifPresent(
            started -> addresses.put("spring.kafka.bootstrap-servers", started.bootstrapServers()));
    return addresses;
  }

  /** Empty if the user has configured another Redis. */
  Optional<RedisProcess> redis() {
    return Optional.ofNullable(redis);
  }

  /** Empty if the user has configured another Kafka. */
  Optional<KafkaBroker> kafka() {
    return Optional.ofNullable(kafka);
  }

  /** Stops Redis last: while Kafka's clients shut down, they may still use Redis. */
  synchronized void stop() {
    try {
      kafka().ifPresent(KafkaBroker::close);
    } finally {
      redis().ifPresent(RedisProcess::close);
    }
  }
}
