package io.seatlock.faults.servers;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.redis.RedisFiles;
import java.nio.file.Path;
import java.util.List;

/** A single Redis with an append-only file, which can be copied and later restored. */
public final class SingleRedis implements RedisSetup {

  private final Path copy;

  private final RedisProcess redis;

  private SingleRedis(Path folder, String... lines) {
    copy = folder.resolve("copy");
    redis = RedisProcess.start(RedisSettings.in(folder.resolve("redis")).withLines(lines));
  }

  /** @param lines additional lines of redis.conf */
  public static SingleRedis start(Path folder, String... lines) {
    return new SingleRedis(folder, lines);
  }

  public RedisProcess process() {
    return redis;
  }

  @Override
  public List<Integer> primaries() {
    return List.of(redis.port());
  }

  @Override
  public List<String> directSettings() {
    return atPort(redis.port());
  }

  @Override
  public List<String> settings(RedisLinks links) {
    return atPort(links.open(redis.port()).port());
  }

  static List<String> atPort(int port) {
    return List.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
  }

  /** Copies the append-only file as it is now; Redis keeps running. */
  public void copyFile() {
    RedisFiles.copy(redis, copy);
  }

  /** Kills Redis and starts it from the copy: everything written since then is lost. */
  public void restartFromCopy() {
    redis.kill();
    RedisFiles.restore(copy, redis);
    redis.restart();
  }

  @Override
  public void close() {
    redis.resume();
    redis.kill();
    redis.close();
  }
}
