package io.seatlock;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A real Redis, and an operator's view into it. */
final class RealRedis implements AutoCloseable {

  private final RedisProcess process;

  private final ClientResources resources;

  private final RedisClient client;

  private final StatefulRedisConnection<String, String> connection;

  private final StatefulRedisConnection<byte[], byte[]> binary;

  private RealRedis(RedisProcess process) {
    this.process = process;
    resources = ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofMillis(50))).build();
    client = RedisClient.create(resources, "redis://127.0.0.1:" + process.port());
    connection = client.connect();
    binary = client.connect(ByteArrayCodec.INSTANCE);
  }

  /** @param lines for the end of redis.conf */
  static RealRedis start(String... lines) {
    return new RealRedis(RedisProcess.start(TestRedis.settings().withLines(lines)));
  }

  static RealRedis startOn(int port) {
    return new RealRedis(RedisProcess.start(TestRedis.settings().withPort(port)));
  }

  RedisProcess process() {
    return process;
  }

  int port() {
    return process.port();
  }

  RedisCommands<String, String> commands() {
    return connection.sync();
  }

  /** Redis' own clock, the only one that counts. */
  long timeMillis() {
    var time = commands().time();
    return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
  }

  /**
   * Every key with its whole value. The outbox counts what ever went through it, so an event that came
   * and went shows, too. Left out is the lease, which the relay renews all the time.
   */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (String key : commands().keys("*")) {
      if (!key.endsWith("seat-outbox-lease")) {
        byte[] value = binary.sync().dump(key.getBytes(StandardCharsets.UTF_8));
        all.put(key, Base64.getEncoder().encodeToString(value));
      }
    }
    return all;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    process.close();
  }
}
