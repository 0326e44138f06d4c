package io.seatlock.testkit.redis;

import io.seatlock.embedded.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** What a Redis keeps on disk, copied and restored. */
public final class RedisFiles {

  /** Redis 7 keeps a folder of append-only files, Redis 6.2 a file. */
  private static final List<String> NAMES = List.of("appendonlydir", "appendonly.aof", "dump.rdb");

  private RedisFiles() {}

  /** Copies the files as they are now; Redis may keep running. */
  public static void copy(RedisProcess from, Path to) {
    copy(from.directory(), to);
  }

  /** Replaces the files of a Redis that does not run by the copy. */
  public static void restore(Path copy, RedisProcess to) {
    copy(copy, to.directory());
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (String name : NAMES) {
        FileSystemUtils.deleteRecursively(to.resolve(name));
        if (Files.exists(from.resolve(name))) {
          FileSystemUtils.copyRecursively(from.resolve(name), to.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
