package io.seatlock.faults.rig;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
  public List<String> settings(Links links) {
    return atPort(links.open(redis.port()).port());
  }

  static List<String> atPort(int port) {
    return List.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
  }

  /** Takes a copy of the append-only file as it is on disk now; Redis goes on. */
  public void copyFile() {
    delete(copy);
    for (String name : APPEND_ONLY) {
      copy(redis.directory().resolve(name), copy.resolve(name));
    }
  }

  /** SIGKILL, and a start from the copy: what was written since is gone. */
  public void restartFromCopy() {
    redis.kill();
    for (String name : APPEND_ONLY) {
      delete(redis.directory().resolve(name));
      copy(copy.resolve(name), redis.directory().resolve(name));
    }
    redis.restart();
  }

  @Override
  public void close() {
    redis.resume();
    redis.kill();
    redis.close();
  }

  private static void copy(Path from, Path to) {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.toAbsolutePath().getParent());
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
