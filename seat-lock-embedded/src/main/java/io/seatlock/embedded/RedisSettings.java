package io.seatlock.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to start a Redis. Each method gives a changed copy. */
public final class RedisSettings {

  final @Nullable Path directory;
  final Port port;
  final @Nullable Path binary;
  final boolean persistent;
  final List<String> extraLines;
  final boolean stopsWithJvm;

  private RedisSettings(
      @Nullable Path directory,
      Port port,
      @Nullable Path binary,
      boolean persistent,
      List<String> extraLines,
      boolean stopsWithJvm) {
    this.directory = directory;
    this.port = port;
    this.binary = binary;
    this.persistent = persistent;
    this.extraLines = List.copyOf(extraLines);
    this.stopsWithJvm = stopsWithJvm;
  }

  /** Any free port; a folder that is deleted on close; an append-only file. */
  public static RedisSettings temporary() {
    return new RedisSettings(null, Port.ANY, null, true, List.of(), true);
  }

  /** Any free port; data, configuration and log stay in the given folder; an append-only file. */
  public static RedisSettings in(Path directory) {
    return new RedisSettings(directory, Port.ANY, null, true, List.of(), true);
  }

  /** This port or none. */
  public RedisSettings withPort(int port) {
    return with(new Port(port, port == 0));
  }

  /** This port, or another free one if it is taken. */
  public RedisSettings preferringPort(int port) {
    return with(new Port(port, true));
  }

  private RedisSettings with(Port port) {
    return new RedisSettings(directory, port, binary, persistent, extraLines, stopsWithJvm);
  }

  /** The executable to run; null: an installed one, else the bundled one. */
  public RedisSettings withBinary(@Nullable Path binary) {
    return new RedisSettings(directory, port, binary, persistent, extraLines, stopsWithJvm);
  }

  /** Nothing is written to disk; a restart begins empty. */
  public RedisSettings withoutPersistence() {
    return new RedisSettings(directory, port, binary, false, extraLines, stopsWithJvm);
  }

  /** Lines for the end of redis.conf; they win over what stands before. */
  public RedisSettings withLines(String... lines) {
    return new RedisSettings(directory, port, binary, persistent, List.of(lines), stopsWithJvm);
  }

  /** The end of the JVM does not stop it: the caller does, in the order that the caller needs. */
  public RedisSettings stoppedByCallerOnly() {
    return new RedisSettings(directory, port, binary, persistent, extraLines, false);
  }
}
