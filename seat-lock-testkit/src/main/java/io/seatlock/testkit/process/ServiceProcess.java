package io.seatlock.testkit.process;

import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.embedded.RunningProcess;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One instance of the service as a separate process. It keeps its port of 127.0.0.1 when it is restarted,
 * and ends by itself when the JVM that started it dies.
 */
public final class ServiceProcess implements AutoCloseable {

  /**
   * A small JVM that starts quickly; the service's guarantees do not depend on its speed. The code cache has the JVM's
   * default size. With C1 alone it would have a fifth of that: the first burst of expiries, which compiles much code,
   * would then fill it enough to trigger a full collection of the serial collector, a pause of 90 to 160 ms.
   */
  private static final List<String> JVM_OPTIONS = List.of("-Xmx160m", "-Xss512k", "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-Xlog:aot=off,aot+codecache=off",
      "-XX:+IgnoreUnrecognizedVMOptions", "-Dspring.jmx.enabled=false",
      "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  /** From the command until the first answer. A machine with two cores may start several instances at the same time. */
  private static final Duration START_LIMIT = Duration.ofMinutes(6);

  private static final int ENDED_BY_SIGTERM = 143;

  private final String name;

  private final ServiceCode code;

  private final List<String> settings;

  private final Path log;

  private final Map<String, String> environment;

  private final int port = LoopbackPorts.free();

  private volatile Process process;

  private ServiceProcess(String name, ServiceCode code, List<String> settings, Path log,
      Map<String, String> environment) {
    this.name = name;
    this.code = code;
    this.settings = List.copyOf(settings);
    this.log = log;
    this.environment = environment;
    this.process = launch();
  }

  /**
   * Returns at once; see {@link #awaitLive()}.
   *
   * @param settings as on the command line, without the dashes
   * @param log gets all output of the service, also after restarts
   * @param environment besides that of this JVM
   */
  public static ServiceProcess start(String name, ServiceCode code, List<String> settings, Path log,
      Map<String, String> environment) {
    return new ServiceProcess(name, code, settings, log, environment);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it answers requests, whether or not it reaches Redis. */
  public void awaitLive() {
    Await.must(name + " is live; see " + log, START_LIMIT, this::isLive);
  }

  /** Waits until its readiness probe succeeds. */
  public void awaitReady() {
    Await.must(name + " is ready; see " + log, START_LIMIT, () -> {
      requireAlive();
      return isReady();
    });
  }

  /** Whether its readiness probe succeeds now. */
  public boolean isReady() {
    try {
      return process.isAlive() && status("/actuator/health/readiness") == 200;
    } catch (IOException noAnswer) {
      return false;
    }
  }

  /** Ends a wait early: a process that has ended will never answer. */
  private void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself with " + process.exitValue() + "; see " + log);
    }
  }

  private boolean isLive() throws IOException {
    requireAlive();
    return status("/actuator/health/liveness") == 200;
  }

  /** The status of a GET. */
  public int status(String path) throws IOException {
    return Http.status(port, path);
  }

  /** The time on the clock of this process, from the Date header of a response; whole seconds. */
  public Instant clock() throws IOException {
    HttpResponse<String> answer = Http.send(Http.request(port, "GET", "/actuator/health/liveness", null).build());
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.headers().firstValue("Date").orElseThrow(), Instant::from);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(20));
  }

  /**
   * SIGTERM and nothing else: {@link Process#destroy()} would also close the standard input of the process, which then
   * ends without an orderly shutdown, see {@link ServiceMain}.
   *
   * @return how long it took to end
   */
  public Duration terminate(Duration limit) {
    long since = System.nanoTime();
    process.toHandle().destroy();
    awaitEnd(limit);
    if (process.exitValue() != ENDED_BY_SIGTERM) {
      throw new IllegalStateException(name + " ended with " + process.exitValue() + "; see " + log);
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** SIGSTOP: the process keeps its connections but does nothing, like a machine that hangs. */
  public void pause() {
    new RunningProcess(process.pid()).signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    new RunningProcess(process.pid()).signal("CONT");
  }

  /** Starts it again after it has ended; returns at once. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " still runs");
    }
    process = launch();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private void awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(name + " does not end; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
    }
  }

  /** The command for a JVM with its options and class path; the caller appends the main class. */
  public static List<String> java(ServiceCode code) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(code.jvmOptions());
    command.addAll(List.of("-cp", code.wholeClassPath()));
    return command;
  }

  private Process launch() {
    List<String> command = new ArrayList<>(java(code));
    command.addAll(List.of(ServiceMain.class.getName(), code.mainClass()));
    command.add("--server.port=" + port);
    settings.forEach(setting -> command.add("--" + setting));
    try {
      ProcessBuilder child = new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      child.environment().putAll(environment);
      return child.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
