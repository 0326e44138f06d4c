package io.seatlock.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How to start a Redis. Immutable: the methods that set something return a changed copy. */
public final class RedisSettings {

  final @Nullable Path directory;
  final Port port;
  final Function<Path, RedisBinary> binary;
  final boolean persistent;
  final List<String> extraLines;
  final boolean stopsWithJvm;
  final boolean sentinel;

  private RedisSettings(
      @Nullable Path directory,
      Port port,
      Function<Path, RedisBinary> binary,
      boolean persistent,
      List<String> extraLines,
      boolean stopsWithJvm,
      boolean sentinel) {
    this.directory = directory;
    this.port = port;
    this.binary = binary;
    this.persistent = persistent;
    this.extraLines = List.copyOf(extraLines);
    this.stopsWithJvm = stopsWithJvm;
    this.sentinel = sentinel;
  }

  /** Any free port; a folder that is deleted on close; an append-only file. */
  public static RedisSettings temporary() {
    return new RedisSettings(null, Port.ANY, RedisBinary::best, true, List.of(), true, false);
  }

  /** Any free port; data, configuration and log stay in the given folder; an append-only file. */
  public static RedisSettings in(Path directory) {
    return new RedisSettings(directory, Port.ANY, RedisBinary::best, true, List.of(), true, false);
  }

  /** Uses this port; the start fails if it is taken. 0: any free port. */
  public RedisSettings withPort(int port) {
    return with(new Port(port, port == 0));
  }

  /** Uses this port, or any free one if it is taken. */
  public RedisSettings preferringPort(int port) {
    return with(new Port(port, true));
  }

  private RedisSettings with(Port port) {
    return new RedisSettings(directory, port, binary, persistent, extraLines, stopsWithJvm, sentinel);
  }

  /** Runs this executable. Without this setting an installed one is run, or the bundled one if none is installed. */
  public RedisSettings withBinary(Path path) {
    return with(unpackInto -> RedisBinary.named(path));
  }

  /** Runs the bundled executable, which is old, even if a newer one is installed. */
  public RedisSettings withBundledBinary() {
    return with(RedisBinary::bundled);
  }

  private RedisSettings with(Function<Path, RedisBinary> binary) {
    return new RedisSettings(directory, port, binary, persistent, extraLines, stopsWithJvm, sentinel);
  }

  /** Nothing is written to disk; a restart begins empty. */
  public RedisSettings withoutPersistence() {
    return new RedisSettings(directory, port, binary, false, extraLines, stopsWithJvm, sentinel);
  }

  /** Appends lines to redis.conf, after those of earlier calls. They override whatever precedes them. */
  public RedisSettings withLines(String... lines) {
    List<String> all = Stream.concat(extraLines.stream(), Stream.of(lines)).toList();
    return new RedisSettings(directory, port, binary, persistent, all, stopsWithJvm, sentinel);
  }

  /** Inserts lines before those of earlier calls, which override them. */
  public RedisSettings withDefaultLines(String... lines) {
    List<String> all = Stream.concat(Stream.of(lines), extraLines.stream()).toList();
    return new RedisSettings(directory, port, binary, persistent, all, stopsWithJvm, sentinel);
  }

  /** Loads a file that is cut off, alone: without a cluster or a primary. */
  RedisSettings forRepair() {
    return withLines("aof-load-truncated yes", "cluster-enabled no", "replicaof no one");
  }

  /** Uses a folder that is deleted on close. */
  public RedisSettings temporarily() {
    return new RedisSettings(null, port, binary, persistent, extraLines, stopsWithJvm, sentinel);
  }

  /** Installs no shutdown hook: the caller stops Redis, in the order that the caller needs. */
  public RedisSettings stoppedByCallerOnly() {
    return new RedisSettings(directory, port, binary, persistent, extraLines, false, sentinel);
  }

  /**
   * Starts a Sentinel instead of a store. It is the only one, so it decides alone: it considers the primary down after
   * a second of silence and promotes a replica.
   *
   * @param name of the primary, by which clients ask the Sentinel for its address
   * @param port of the primary on 127.0.0.1
   */
  public RedisSettings asSentinelOf(String name, int port) {
    RedisSettings watching = withLines("sentinel monitor %s 127.0.0.1 %d 1".formatted(name, port),
        "sentinel down-after-milliseconds %s 1000".formatted(name),
        "sentinel failover-timeout %s 5000".formatted(name));
    return new RedisSettings(directory, this.port, binary, persistent, watching.extraLines, stopsWithJvm, true);
  }
}
