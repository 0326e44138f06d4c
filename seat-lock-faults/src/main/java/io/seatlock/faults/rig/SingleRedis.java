package io.seatlock.faults.rig;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.nio.file.Path;
import java.util.List;

/** One Redis with an append-only file, of which a copy can be taken and come back later. */
public final class SingleRedis implements RedisShape {

  /** Redis 7 keeps a folder, Redis 6.2 a file. */
  private static final List<String> APPEND_ONLY = List.of("appendonlydir", "appendonly.aof");

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
  public List<String> settings(Links links) {
    return atPort(links.open(redis.port()).port());
  }

  static List<String> atPort(int port) {
    return List.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
  }

  /** Takes a copy of the append-only file as it is on disk now; Redis goes on. */
  public void copyFile() {
    Folders.delete(copy);
    for (String name : APPEND_ONLY) {
      Folders.copy(redis.directory().resolve(name), copy.resolve(name));
    }
  }

  /** SIGKILL, and a start from the copy: what was written since is gone. */
  public void restartFromCopy() {
    redis.kill();
    for (String name : APPEND_ONLY) {
      Folders.delete(redis.directory().resolve(name));
      Folders.copy(copy.resolve(name), redis.directory().resolve(name));
    }
    redis.restart();
  }

  @Override
  public void close() {
    redis.resume();
    redis.kill();
    redis.close();
  }
}
