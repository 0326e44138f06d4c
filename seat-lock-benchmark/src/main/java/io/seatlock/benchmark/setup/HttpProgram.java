package io.seatlock.benchmark.setup;

import io.seatlock.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** A process that serves HTTP on a port of 127.0.0.1. It ends with this JVM at the latest. */
final class HttpProgram implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  /** A JVM that records an AOT cache writes it when it stops. */
  private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final int port = LoopbackPorts.free();

  private final long since = System.nanoTime();

  private final Path log;

  private final Process process;

  /**
   * @param command makes the command line for a port
   * @param log receives all output of the program
   */
  HttpProgram(IntFunction<List<String>> command, Path log) {
    this.log = log;
    try {
      process = new ProcessBuilder(command.apply(port)).redirectErrorStream(true)
          .redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CloseAtExit.add(this);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits for the first answer with status 200.
   *
   * @return the time from the start to that answer
   */
  Duration awaitAnswer(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    while (!isAnswered(request)) {
      if (!process.isAlive() || System.nanoTime() - since > LONGEST_START.toNanos()) {
        close();
        throw new IllegalStateException("it does not answer on port " + port + "; see " + log);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  private boolean isAnswered(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for port " + port, e);
    }
  }

  /** SIGTERM, and SIGKILL if the process does not end. */
  @Override
  public void close() {
    CloseAtExit.remove(this);
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
