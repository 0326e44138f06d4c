package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real redis-server on 127.0.0.1. If a killed JVM has left a Redis behind in the same folder, that one is stopped
 * first, in an orderly way, so that no data is lost.
 *
 * <p>A Redis that was killed while it wrote may leave half a transaction at the end of its append-only file. At the
 * next start Redis would remove only the command that is cut off, append what is written from then on, and apply the
 * rest of that transaction at the start after that (redis-server 7.0; fixed in Valkey by
 * https://github.com/valkey-io/valkey/pull/4342). So such a file is repaired before Redis is used.
 */
public final class RedisProcess implements AutoCloseable {

  /** From running the command until the pid file is there. */
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  /** From the pid file until all data is loaded. */
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(2);

  /** Redis removes the last command, and when it is started again the rest of the transaction. */
  private static final int MAX_REPAIRS = 2;

  private final ServerFolder serverFolder;
  private final RedisFolder folder;
  private final RedisBinary binary;
  private final int port;
  private final RedisSettings settings;
  private final List<String> command;
  private RunningProcess process;

  private RedisProcess(RedisSettings settings, ServerFolder serverFolder) {
    this.serverFolder = serverFolder;
    folder = new RedisFolder(serverFolder);
    folder.endOrphan();
    binary = settings.binary.apply(serverFolder.file("bin"));
    folder.refuseOlderThanData(binary);
    port = settings.port.choose();
    this.settings = settings;
    List<String> plain = List.of(binary.path().toString(), folder.conf().toString());
    command = settings.sentinel ? Stream.concat(plain.stream(), Stream.of("--sentinel")).toList() : plain;
    process = launch();
    if (settings.stopsWithJvm) {
      serverFolder.stopWithJvm(this::close);
    }
  }

  /**
   * Starts a Redis and returns when it serves commands.
   *
   * @throws IllegalStateException if Redis cannot start; the message says why
   */
  public static RedisProcess start(RedisSettings settings) {
    return ServerFolder.startIn(settings.directory, "redis", serverFolder -> new RedisProcess(settings, serverFolder));
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public Path directory() {
    return folder.path();
  }

  /** Product, version and origin of the executable, for log lines and messages. */
  public String describe() {
    return binary.describe();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Shuts Redis down in an orderly way: with an append-only file everything is on disk when this returns. */
  public synchronized void stop() {
    if (process.isAlive()) {
      process.terminate();
    }
  }

  /**
   * SIGKILL. With an append-only file no write is lost; only if the machine failed as well, up to a second of writes
   * would be.
   */
  public synchronized void kill() {
    if (process.isAlive()) {
      process.kill();
    }
  }

  /** SIGSTOP: Redis keeps its connections but answers nobody, like a machine that hangs. */
  public void pause() {
    process.signal("STOP");
  }

  public void resume() {
    process.signal("CONT");
  }

  /** Stops Redis if it still runs, and starts it again on the same port with the same data. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /** Stops Redis and releases its folder; a temporary folder is deleted. */
  @Override
  public synchronized void close() {
    stop();
    serverFolder.close();
  }

  private RunningProcess launch() {
    for (int repairs = 0; repairs < MAX_REPAIRS; repairs++) {
      try {
        return launch(settings, port);
      } catch (IllegalStateException failed) {
        if (!folder.hasCutOffFile()) {
          throw failed;
        }
        launch(settings.forRepair(), LoopbackPorts.free()).terminate();
      }
    }
    return launch(settings, port);
  }

  private RunningProcess launch(RedisSettings with, int on) {
    folder.write(RedisConf.text(folder, on, with));
    String output = run();
    if (!output.isEmpty() || !Poll.until(START_LIMIT, () -> folder.process().isPresent())) {
      throw failed(output);
    }
    RunningProcess redis = folder.process().orElseThrow(() -> failed(output));
    boolean inTime = Poll.until(LOAD_LIMIT, () -> RedisProbe.isServing(on) || !redis.isAlive());
    if (!inTime || !redis.isAlive()) {
      redis.kill();
      throw failed(output);
    }
    return redis;
  }

  /**
   * Runs the command until Redis has gone into the background. Returns an empty string, or what was printed if that
   * failed.
   */
  private String run() {
    try {
      Process started = new ProcessBuilder(command)
          .directory(folder.path().toFile())
          .redirectErrorStream(true)
          .start();
      byte[] printed = started.getInputStream().readAllBytes();
      return started.waitFor() == 0 ? "" : new String(printed, StandardCharsets.UTF_8).strip() + " ";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + describe(), e);
    }
  }

  private IllegalStateException failed(String output) {
    return new IllegalStateException(
        "%s did not start on port %d. %s%nThe end of its log:%n%s"
            .formatted(describe(), port, output, serverFolder.tail("redis.log")));
  }
}
