package io.seatlock.bench;

import io.seatlock.bench.Throughput.Side;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.redis.RedisPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a Redis, a Kafka broker and the service, each a process of its own, and measures. */
final class Bench {

  private static final int PORT = 18121;

  private static final int SAFE_PORT = 18125;

  /** Connections of callers who come together. */
  private static final int CROWD = 64;

  /** The first one also warms the service up. */
  private static final int BURSTS = 3;

  private static final List<String> PARTS = List.of("service", "durability", "refusals", "burst");

  private final KafkaProcess kafka;

  private final int seconds;

  private Bench(KafkaProcess kafka, int seconds) {
    this.kafka = kafka;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    List<String> parts = args.length > 1 && !args[1].isBlank() ? List.of(args[1].split(",")) : PARTS;
    try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary())) {
      for (String part : parts) {
        new Bench(kafka, seconds).measure(part);
      }
    }
  }

  private void measure(String part) throws Exception {
    switch (part) {
      case "service" -> measureService();
      case "durability" -> measureDurability();
      case "refusals" -> new Refusals(kafka, seconds).measure();
      case "burst" -> measureBurst();
      default -> throw new IllegalArgumentException(part + " is none of the parts: " + PARTS);
    }
  }

  private void measureService() throws Exception {
    try (RedisProcess redis = RedisProcess.start(RedisSettings.temporary());
        Instances service = Instances.start(1, PORT, redis, kafka)) {
      say("%s, %d processors", redis.describe(), Runtime.getRuntime().availableProcessors());
      Thread.sleep(3000);
      say("At rest: %d MB RSS", residentMegabytes(service.pid()));
      new Lateness(service.base(), kafka.bootstrapServers()).measure();
      new Throughput(new Side("locks", service.bases(), "/locks"),
          new Side("trivial", service.bases(), "/bench/trivial"), CROWD, seconds).measure();
      say("After the load: %d MB RSS", residentMegabytes(service.pid()));
    }
  }

  /** The price of safe mode: two of everything alike, each side on a Redis of its own with a replica. */
  private void measureDurability() throws Exception {
    for (int instances : List.of(1, 2)) {
      try (RedisPair fastRedis = RedisPair.start(RedisSettings.temporary());
          RedisPair safeRedis = RedisPair.start(RedisSettings.temporary());
          Instances fast = Instances.start(instances, PORT, fastRedis.primary(), kafka);
          Instances safe = Instances.start(instances, SAFE_PORT, safeRedis.primary(), kafka,
              "--seat-lock.durability.mode=safe")) {
        Side inSafeMode = new Side("safe", safe.bases(), "/locks");
        Side inFastMode = new Side("fast", fast.bases(), "/locks");
        new Throughput(inSafeMode, inFastMode, CROWD / instances, seconds).measure();
        new Throughput(inSafeMode, inFastMode, 1, seconds).measure();
      }
    }
  }

  private void measureBurst() throws Exception {
    try (RedisProcess redis = RedisProcess.start(RedisSettings.temporary());
        Instances service = Instances.start(1, PORT, redis, kafka)) {
      say("%s, %d processors", redis.describe(), Runtime.getRuntime().availableProcessors());
      for (int round = 1; round <= BURSTS; round++) {
        new Burst(service, redis, kafka).measure(round);
      }
    }
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
