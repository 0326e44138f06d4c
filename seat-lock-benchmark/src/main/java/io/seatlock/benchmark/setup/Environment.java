package io.seatlock.benchmark.setup;

import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.testkit.redis.RedisPair;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What all contenders share: a Kafka broker, the configuration of Redis, and the JVM options. */
public final class Environment implements AutoCloseable {

  private static final String NO_REWRITE = "auto-aof-rewrite-percentage 0";

  private final KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());

  private final List<String> jvmOptions;

  private final Path folder;

  /** @param folder for logs */
  public Environment(List<String> jvmOptions, Path folder) {
    this.jvmOptions = List.copyOf(jvmOptions);
    this.folder = folder;
  }

  public KafkaProcess kafka() {
    return kafka;
  }

  /**
   * Starts a Redis for one contender. Its append-only file is synced every second and never rewritten during a
   * measurement.
   */
  RedisProcess redis() {
    return RedisProcess.start(RedisSettings.temporary().withLines(NO_REWRITE));
  }

  RedisPair redisPair() {
    return RedisPair.start(RedisSettings.temporary().withLines(NO_REWRITE));
  }

  Path folder() {
    return folder;
  }

  Path log(String name) {
    return folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
  }

  List<String> java(String... arguments) {
    return java(List.of(), arguments);
  }

  List<String> java(List<String> moreOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(moreOptions);
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
