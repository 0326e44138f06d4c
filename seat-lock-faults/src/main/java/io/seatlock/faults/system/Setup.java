package io.seatlock.faults.system;

import io.seatlock.faults.servers.ClusteredRedis;
import io.seatlock.faults.servers.RedisSetup;
import io.seatlock.faults.servers.ReplicatedRedis;
import io.seatlock.faults.servers.SingleRedis;
import io.seatlock.testkit.process.WrongClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes with which a schedule begins.
 *
 * @param shape of Redis
 * @param instances of the service
 * @param settings of each of them, without the dashes
 * @param redisLines for the redis.conf of a single Redis
 * @param clockError by how much the clocks of the instances are clockError, alternately behind and ahead
 * @param hasKafkaLinks whether each instance has a link of its own to the broker, which can fail
 */
public record Setup(Shape shape, int instances, List<String> settings, List<String> redisLines, Duration clockError,
    boolean hasKafkaLinks) {

  /** The shape of Redis. */
  public enum Shape {
    SINGLE, REPLICATED, CLUSTERED
  }

  /** The setting for safe mode, in which no acknowledged change may be lost. */
  public static final String SAFE = "seat-lock.durability.mode=safe";

  /**
   * A line for the redis.conf of a Redis that is killed and must lose nothing: it answers only after its file is synced
   * to disk. With <i>everysec</i>, while a sync is in progress, Redis delays its writes for up to two seconds but still
   * answers.
   */
  public static final String SYNCED = "appendfsync always";

  public boolean isSafe() {
    return settings.contains(SAFE);
  }

  public static Setup single(int instances) {
    return new Setup(Shape.SINGLE, instances, List.of(), List.of(), Duration.ZERO, false);
  }

  public static Setup replicated(int instances) {
    return new Setup(Shape.REPLICATED, instances, List.of(), List.of(), Duration.ZERO, false);
  }

  public static Setup clustered(int instances) {
    return new Setup(Shape.CLUSTERED, instances, List.of("seat-lock.partitions=8"), List.of(), Duration.ZERO, false);
  }

  public Setup with(String... more) {
    return new Setup(shape, instances, join(settings, more), redisLines, clockError, hasKafkaLinks);
  }

  public Setup withRedis(String... lines) {
    return new Setup(shape, instances, settings, join(redisLines, lines), clockError, hasKafkaLinks);
  }

  public Setup withClocksWrongBy(Duration time) {
    return new Setup(shape, instances, settings, redisLines, time, hasKafkaLinks);
  }

  public Setup withKafkaLinks() {
    return new Setup(shape, instances, settings, redisLines, clockError, true);
  }

  /** The environment of one of the instances. */
  public Map<String, String> environment(int instance, Path folder) {
    if (clockError.isZero()) {
      return Map.of();
    }
    return WrongClock.environment(folder, instance % 2 == 0 ? clockError.negated() : clockError).orElse(Map.of());
  }

  public RedisSetup startRedis(Path folder) {
    return switch (shape) {
      case SINGLE -> SingleRedis.start(folder, redisLines.toArray(String[]::new));
      case REPLICATED -> ReplicatedRedis.start();
      case CLUSTERED -> ClusteredRedis.start();
    };
  }

  private static List<String> join(List<String> list, String... more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  @Override
  public String toString() {
    return "%s Redis%s, %d instances%s".formatted(shape.name().toLowerCase(Locale.ROOT), listed(redisLines), instances,
        listed(settings));
  }

  private static String listed(List<String> lines) {
    return lines.isEmpty() ? "" : " with " + String.join(", ", lines);
  }
}
