package io.seatlock.bench;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Some instances of the service on one Redis, each a process of its own. */
final class Instances implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Process> processes = new ArrayList<>();

  private final List<String> bases = new ArrayList<>();

  private Instances() {}

  /**
   * Returns when all are ready.
   *
   * @param firstPort of the first instance; the others get those behind it
   * @param settings as on the command line
   */
  static Instances start(int count, int firstPort, RedisProcess redis, KafkaProcess kafka, String... settings)
      throws Exception {
    Instances all = new Instances();
    try {
      for (int port = firstPort; port < firstPort + count; port++) {
        all.processes.add(start(port, redis, kafka, settings));
        all.bases.add("http://127.0.0.1:" + port);
      }
      for (String base : all.bases) {
        awaitReady(base);
      }
      return all;
    } catch (Exception | Error notStarted) {
      all.close();
      throw notStarted;
    }
  }

  private static Process start(int port, RedisProcess redis, KafkaProcess kafka, String... more) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
        BenchService.class.getName(),
        "--server.port=" + port, "--server.address=127.0.0.1",
        // Each call of a measurement is about a seat of its own.
        "--seat-lock.growth.max-seats-per-venue=0", "--spring.data.redis.port=" + redis.port(),
        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(new File("target/bench-service-" + port + ".log")).start();
  }

  private static void awaitReady(String base) throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness")).build();
    for (int i = 0; i < 240; i++) {
      try {
        if (HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // The next round asks again.
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("The service at " + base + " did not start; see target/bench-service-*.log");
  }

  List<String> bases() {
    return bases;
  }

  /** The first so many of them. */
  List<String> bases(int count) {
    return bases.subList(0, count);
  }

  String base() {
    return bases.getFirst();
  }

  long pid() {
    return processes.getFirst().pid();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(process -> process.onExit().join());
  }
}
