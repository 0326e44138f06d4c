package io.seatlock.bench;

import io.seatlock.bench.Throughput.Side;
import io.seatlock.embedded.KafkaProcess;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisPair;
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
import java.util.ArrayList;
import java.util.List;

/** Starts a Redis, a Kafka broker and the service, each a process of its own, and measures. */
final class Bench {

  private static final int PORT = 18123;

  private static final int SAFE_PORT = 18124;

  /** Connections of callers who come together. */
  private static final int CROWD = 64;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary())) {
      measureService(kafka, seconds);
      measureDurability(kafka, seconds);
    }
  }

  private static void measureService(KafkaProcess kafka, int seconds) throws Exception {
    try (RedisProcess redis = RedisProcess.start(RedisSettings.temporary())) {
      Process service = startService(PORT, redis, kafka);
      try {
        say("%s, %d processors", redis.describe(), Runtime.getRuntime().availableProcessors());
        awaitReady(PORT);
        Thread.sleep(3000);
        say("At rest: %d MB RSS", residentMegabytes(service.pid()));
        new Lateness(base(PORT), kafka.bootstrapServers()).measure();
        new Throughput(new Side("locks", base(PORT), "/locks"), new Side("trivial", base(PORT), "/bench/trivial"),
            CROWD, seconds).measure();
        say("After the load: %d MB RSS", residentMegabytes(service.pid()));
      } finally {
        end(service);
      }
    }
  }

  /** The price of safe mode: two of everything alike, each on a Redis of its own with a replica. */
  private static void measureDurability(KafkaProcess kafka, int seconds) throws Exception {
    try (RedisPair fastRedis = RedisPair.start(RedisSettings.temporary());
        RedisPair safeRedis = RedisPair.start(RedisSettings.temporary())) {
      Process fast = startService(PORT, fastRedis.primary(), kafka);
      Process safe = startService(SAFE_PORT, safeRedis.primary(), kafka, "--seat-lock.durability.mode=safe");
      try {
        awaitReady(PORT);
        awaitReady(SAFE_PORT);
        Side inSafeMode = new Side("safe", base(SAFE_PORT), "/locks");
        Side inFastMode = new Side("fast", base(PORT), "/locks");
        new Throughput(inSafeMode, inFastMode, CROWD, seconds).measure();
        new Throughput(inSafeMode, inFastMode, 1, seconds).measure();
      } finally {
        end(fast);
        end(safe);
      }
    }
  }

  private static String base(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static void end(Process service) throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  private static Process startService(int port, RedisProcess redis, KafkaProcess kafka, String... more)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
        BenchService.class.getName(),
        "--server.port=" + port, "--server.address=127.0.0.1", "--spring.data.redis.port=" + redis.port(),
        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(port)).start();
  }

  private static File log(int port) {
    return new File("target/bench-service-" + port + ".log");
  }

  private static void awaitReady(int port) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(base(port) + "/actuator/health/readiness")).build();
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
    throw new IllegalStateException("The service did not start; see " + log(port));
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
