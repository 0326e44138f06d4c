package io.seatlock.faults.schedule;

import io.seatlock.faults.rig.ClusteredRedis;
import io.seatlock.faults.rig.RedisShape;
import io.seatlock.faults.rig.ReplicatedRedis;
import io.seatlock.faults.rig.SingleRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a schedule begins with.
 *
 * @param shape of Redis
 * @param instances of the service
 * @param settings of each of them, without the dashes
 * @param redisLines for the redis.conf of a single Redis
 */
record Ground(Shape shape, int instances, List<String> settings, List<String> redisLines) {

  enum Shape {
    SINGLE, REPLICATED, CLUSTERED
  }

  static Ground single(int instances) {
    return new Ground(Shape.SINGLE, instances, List.of(), List.of());
  }

  static Ground replicated(int instances) {
    return new Ground(Shape.REPLICATED, instances, List.of(), List.of());
  }

  static Ground clustered(int instances) {
    return new Ground(Shape.CLUSTERED, instances, List.of("seat-lock.partitions=8"), List.of());
  }

  Ground with(String... more) {
    return new Ground(shape, instances, join(settings, more), redisLines);
  }

  Ground withRedis(String... lines) {
    return new Ground(shape, instances, settings, join(redisLines, lines));
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
    return "%s Redis, %d instances%s".formatted(shape.name().toLowerCase(java.util.Locale.ROOT), instances,
        settings.isEmpty() ? "" : " with " + String.join(", ", settings));
  }
}
