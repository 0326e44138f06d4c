package io.seatlock.faults.schedule;

import io.seatlock.faults.rig.ClusteredRedis;
import io.seatlock.faults.rig.RedisShape;
import io.seatlock.faults.rig.ReplicatedRedis;
import io.seatlock.faults.rig.SingleRedis;
import io.seatlock.faults.rig.WrongClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a schedule begins with.
 *
 * @param shape of Redis
 * @param instances of the service
 * @param settings of each of them, without the dashes
 * @param redisLines for the redis.conf of a single Redis
 * @param wrong by how much the clocks of the instances are wrong, the first behind, the next ahead
 */
record Ground(Shape shape, int instances, List<String> settings, List<String> redisLines, Duration wrong) {

  enum Shape {
    SINGLE, REPLICATED, CLUSTERED
  }

  /** The mode in which nothing that was answered may be lost. */
  static final String SAFE = "seat-lock.durability.mode=safe";

  /**
   * A line for the redis.conf of a Redis that is killed and may lose nothing: it answers when its file is on the disk.
   * With <i>everysec</i> it answers before it has even written, for as long as a sync is under way, up to two seconds.
   */
  static final String SYNCED = "appendfsync always";

  boolean isSafe() {
    return settings.contains(SAFE);
  }

  static Ground single(int instances) {
    return new Ground(Shape.SINGLE, instances, List.of(), List.of(), Duration.ZERO);
  }

  static Ground replicated(int instances) {
    return new Ground(Shape.REPLICATED, instances, List.of(), List.of(), Duration.ZERO);
  }

  static Ground clustered(int instances) {
    return new Ground(Shape.CLUSTERED, instances, List.of("seat-lock.partitions=8"), List.of(), Duration.ZERO);
  }

  Ground with(String... more) {
    return new Ground(shape, instances, join(settings, more), redisLines, wrong);
  }

  Ground withRedis(String... lines) {
    return new Ground(shape, instances, settings, join(redisLines, lines), wrong);
  }

  Ground withClocksWrongBy(Duration time) {
    return new Ground(shape, instances, settings, redisLines, time);
  }

  /** The environment of one of the instances. */
  Map<String, String> environment(int instance, Path folder) {
    if (wrong.isZero()) {
      return Map.of();
    }
    return WrongClock.environment(folder, instance % 2 == 0 ? wrong.negated() : wrong).orElse(Map.of());
  }

  RedisShape startRedis(Path folder) {
    return switch (shape) {
      case SINGLE -> SingleRedis.start(folder, redisLines.toArray(String[]::new));
      case REPLICATED -> ReplicatedRedis.start();
      case CLUSTERED -> ClusteredRedis.start();
    };
  }

  private static List<String> join(List<String> list, String... more) {
    return new ArrayList<>(Stream.concat(list.stream(), Stream.of(more)).toList());
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
