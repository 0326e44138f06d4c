package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real redis-server on 127.0.0.1. One that an earlier, killed JVM left behind in the same folder is
 * ended first, without loss.
 */
public final class RedisProcess implements AutoCloseable {

  /** From the command to its pid file. */
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  /** From its pid file until all data is read. */
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(2);

  private final ServerFolder held;
  private final RedisFolder folder;
  private final RedisBinary binary;
  private final int port;
  private final String conf;
  private final List<String> command;
  private RunningProcess process;

  private RedisProcess(RedisSettings settings, ServerFolder held) {
    this.held = held;
    folder = new RedisFolder(held);
    folder.endOrphan();
    binary = settings.binary.apply(held.file("bin"));
    folder.refuseOlderThanData(binary);
    port = settings.port.choose();
    conf = RedisConf.text(folder, port, settings);
    List<String> plain = List.of(binary.path().toString(), folder.conf().toString());
    command = settings.sentinel ? Stream.concat(plain.stream(), Stream.of("--sentinel")).toList() : plain;
    process = launch();
    if (settings.stopsWithJvm) {
      held.stopWithJvm(this::close);
    }
  }

  /**
   * Returns when commands are served.
   *
   * @throws IllegalStateException saying why it cannot start
   */
  public static RedisProcess start(RedisSettings settings) {
    return ServerFolder.startIn(settings.directory, "redis", held -> new RedisProcess(settings, held));
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

  /** For people: product, version and where the executable comes from. */
  public String describe() {
    return binary.describe();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it in order: everything is on disk when this returns. */
  public synchronized void stop() {
    if (process.isAlive()) {
      process.terminate();
    }
  }

  /** As by {@code kill -9}: up to a second of writes may be lost only if the machine dies as well. */
  public synchronized void kill() {
    if (process.isAlive()) {
      process.kill();
    }
  }

  /** It keeps its connections but answers nobody, as a machine that hangs. */
  public void pause() {
    process.signal("STOP");
  }

  public void resume() {
    process.signal("CONT");
  }

  /** Stops it if it still runs and starts it anew on the same port with the same data. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /** As {@link #stop}, and gives up the folder; a temporary one is deleted. */
  @Override
  public synchronized void close() {
    stop();
    held.close();
  }

  private RunningProcess launch() {
    folder.write(conf);
    String output = run();
    if (!output.isEmpty() || !Poll.until(START_LIMIT, () -> folder.process().isPresent())) {
      throw failed(output);
    }
    RunningProcess redis = folder.process().orElseThrow(() -> failed(output));
    Poll.until(LOAD_LIMIT, () -> RedisProbe.isServing(port) || !redis.isAlive());
    if (!RedisProbe.isServing(port)) {
      redis.kill();
      throw failed(output);
    }
    return redis;
  }

  /** Returns when Redis has put itself into the background: nothing, or why it did not. */
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
            .formatted(describe(), port, output, held.tail("redis.log")));
  }
}
