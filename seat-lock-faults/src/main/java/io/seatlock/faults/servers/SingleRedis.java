package io.seatlock.faults.servers;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.redis.RedisFiles;
import java.nio.file.Path;
import java.util.List;

/** One Redis with an append-only file, of which a copy can be taken and come back later. */
public final class SingleRedis implements RedisSetup {

  private final Path copy;

  private final RedisProcess redis;

  private SingleRedis(Path folder, String... lines) {
    copy = folder.resolve("copy");
    redis = RedisProcess.start(RedisSettings.in(folder.resolve("redis")).withLines(lines));
  }

  /** @param lines of redis.conf */
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

  /** Takes a copy of what is on disk now; Redis goes on. */
  public void copyFile() {
    RedisFiles.copy(redis, copy);
  }

  /** SIGKILL, and a start from the copy: what was written since is gone. */
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
