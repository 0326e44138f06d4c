package io.seatlock.standalone;

import static org.awaitility.Awaitility.await;

import io.seatlock.SeatLockApplication;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.net.Http;
import io.seatlock.testkit.redis.TestedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The real program in a process group of its own, as a terminal would start it. */
final class Program {

  /** The beginning of the welcome's last line. */
  private static final String LAST_LINE = "kcat ";

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)");

  private final Ports ports;
  private final Path dataDir;
  private final Process process;
  private CompletableFuture<String> rest = CompletableFuture.completedFuture("");
  private Instant signalled = Instant.MAX;

  private Program(Ports ports, Path dataDir, Process process) {
    this.ports = ports;
    this.dataDir = dataDir;
    this.process = process;
  }

  record Ports(int web, int redis, int kafka) {
    static Ports free() {
      return new Ports(LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free());
    }
  }

  static Program start(Ports ports, Path dataDir, String... more) throws IOException {
    return startWith(List.of(), ports, dataDir, more);
  }

  /** @param jvmOptions in addition to those of this method */
  static Program startWith(List<String> jvmOptions, Ports ports, Path dataDir, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    // Resets SIGINT to its default: a build in the background may ignore the signal, and children inherit that.
    command.addAll(List.of("setsid", "/usr/bin/env", "--default-signal=INT"));
    command.addAll(List.of(javaOfThisTest(), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StandaloneApplication.class.getName());
    command.add("--server.port=" + ports.web());
    command.add("--seat-lock-standalone.redis-port=" + ports.redis());
    command.add("--seat-lock-standalone.kafka-port=" + ports.kafka());
    command.add("--seat-lock-standalone.data-dir=" + dataDir);
    // So that a busy machine does not look like a Redis that is away.
    command.add("--spring.data.redis.timeout=5s");
    command.addAll(redisOfThisTest());
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // So that no installed Redis is found and the bundled one is used.
    builder.environment().remove("PATH");
    return new Program(ports, dataDir, builder.start());
  }

  private static List<String> redisOfThisTest() {
    return TestedRedis.executable().map(path -> "--seat-lock-standalone.redis-binary=" + path).stream().toList();
  }

  private static String javaOfThisTest() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Everything printed until the welcome is complete. */
  String awaitWelcome() throws IOException {
    StringBuilder printed = new StringBuilder();
    var output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      printed.append(line).append('\n');
      if (line.strip().startsWith(LAST_LINE)) {
        rest = CompletableFuture.supplyAsync(this::readAll, Thread::startVirtualThread);
        return printed.toString();
      }
    }
    throw new IllegalStateException("it ended before it was up:\n" + printed);
  }

  /** Everything printed between the welcome and the end. */
  String outputAfterWelcome() {
    return rest.join();
  }

  /** Everything logged since this process was told to end. */
  String outputOfTheStop() {
    return rest.join().lines().dropWhile(line -> timeOf(line).isBefore(signalled)).collect(Collectors.joining("\n"));
  }

  /** The time at the beginning of the line, or the earliest for one that begins otherwise. */
  private static Instant timeOf(String line) {
    Matcher time = TIME.matcher(line);
    return time.lookingAt() ? OffsetDateTime.parse(time.group()).toInstant() : Instant.MIN;
  }

  /** Everything printed by a program that ends by itself. */
  String awaitFailure() {
    return readAll();
  }

  private String readAll() {
    return process.inputReader().lines().collect(Collectors.joining("\n"));
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Sent again for a while if the answer is 503, as the answer advises: a server may be late on a busy machine. */
  String lockSeat() {
    return untilAnswered(this::lockSeatOnce);
  }

  String lockSeatOnce() throws IOException {
    return send("POST", "/locks", """
        {"venueId":"1","row":"A","seat":"12","userId":"u123","timeoutSeconds":600}
        """);
  }

  private static String untilAnswered(Callable<String> request) {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500))
        .until(request, answer -> !answer.contains("\"status\":503"));
  }

  /** Like {@link #lockSeat}, with a caller's demo token, for the user whom the token names. */
  String lockSeatAs(String caller) throws IOException {
    String token = Files.readString(dataDir.resolve("tokens").resolve(caller));
    HttpRequest request = Http
        .request(ports.web(), "POST", "/locks", "{\"venueId\":\"1\",\"row\":\"A\",\"seat\":\"12\"}")
        .header("Authorization", "Bearer " + token).build();
    return untilAnswered(() -> Http.send(request).body());
  }

  /** Sends a line that need not be valid HTTP, and waits for the answer. */
  String sendBroken(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.web())) {
      socket.getOutputStream().write((line + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The output of the service's command confirm-store, run with the addresses of this program. */
  String confirmStore() throws IOException {
    Process command = new ProcessBuilder(javaOfThisTest(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), SeatLockApplication.class.getName(), "confirm-store",
        "--spring.data.redis.port=" + ports.redis(), "--spring.kafka.bootstrap-servers=127.0.0.1:" + ports.kafka())
        .redirectErrorStream(true).start();
    return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  String seatStatus() {
    return untilAnswered(() -> send("GET", "/seats/status?venueId=1&row=A&seat=12", null));
  }

  static boolean exists(URI page) {
    try {
      return Http.send(HttpRequest.newBuilder(page).build()).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(String method, String path, @Nullable String json) throws IOException {
    return Http.send(Http.request(ports.web(), method, path, json).build()).body();
  }

  ProcessHandle redis() {
    return redisIn(dataDir).orElseThrow();
  }

  private static Optional<ProcessHandle> redisIn(Path dataDir) {
    try {
      String pid = Files.readString(dataDir.resolve("redis").resolve("redis.pid")).strip();
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException noneRuns) {
      return Optional.empty();
    }
  }

  /** The log of the embedded Redis. */
  String redisLog() throws IOException {
    return Files.readString(dataDir.resolve("redis").resolve("redis.log"));
  }

  /** Kills whatever a failed test has left running. */
  void destroy() {
    process.destroyForcibly().onExit().join();
    redisIn(dataDir).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** SIGTERM to the process. */
  void terminate() throws Exception {
    signal("TERM", Long.toString(process.pid()));
    awaitEnd();
  }

  /** Like Ctrl-C: SIGINT to the whole process group. */
  void interrupt() throws Exception {
    signal("INT", "-" + process.pid());
    awaitEnd();
  }

  /** SIGKILL to the process. */
  void kill() throws Exception {
    signal("KILL", Long.toString(process.pid()));
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end within 60 s");
    }
  }

  private void signal(String name, String target) throws Exception {
    // The log's times have milliseconds.
    signalled = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + target).start().waitFor();
  }
}
