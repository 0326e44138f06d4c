package io.seatlock.bench;

import io.seatlock.embedded.KafkaProcess;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a Redis, a Kafka broker and the service, each a process of its own, and measures. */
final class Bench {

  private static final int PORT = 18123;

  private static final String BASE = "http://127.0.0.1:" + PORT;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (RedisProcess redis = RedisProcess.start(RedisSettings.temporary());
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary())) {
      Process service = startService(redis, kafka);
      try {
        say("Redis %s, %d processors", redis.describe(), Runtime.getRuntime().availableProcessors());
        awaitReady();
        Thread.sleep(3000);
        say("At rest: %d MB RSS", residentMegabytes(service.pid()));
        new Lateness(BASE, kafka.bootstrapServers()).measure();
        new Throughput(BASE, seconds).measure();
        say("After the load: %d MB RSS", residentMegabytes(service.pid()));
      } finally {
        service.destroy();
        service.waitFor();
      }
    }
  }

  private static Process startService(RedisProcess redis, KafkaProcess kafka) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
        BenchService.class.getName(),
        "--server.port=" + PORT, "--server.address=127.0.0.1", "--spring.data.redis.port=" + redis.port(),
        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers())
        .redirectErrorStream(true).redirectOutput(new File("target/bench-service.log")).start();
  }

  private static void awaitReady() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(BASE + "/actuator/health/readiness")).build();
    for (int i = 0; i < 120; i++) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // The next round asks again.
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("The service did not start; see target/bench-service.log");
  }

  private static long residentMegabytes(long pid) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
    String line = status.stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(format, values));
  }
}
