package io.seatlock.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.seat.LockLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A real Redis for tests, reached as the service reaches it, and by hand. */
public final class TestRedis implements AutoCloseable {

  /** A busy machine must not look like a Redis that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisProcess process;

  private final LettuceConnectionFactory connections;

  private final RedisClient client;

  private final RedisCommands<String, String> commands;

  private TestRedis(RedisSettings settings, RedisStandaloneConfiguration user) {
    process = RedisProcess.start(settings);
    user.setPort(process.port());
    connections = connections(user);
    client = RedisClient.create(RedisURI.create("127.0.0.1", process.port()));
    commands = client.connect().sync();
  }

  /** One server for all tests of this JVM. */
  private static final class Shared {

    private static final TestRedis REDIS = start();
  }

  /** The server that all tests of this JVM share, empty. */
  public static TestRedis emptied() {
    Shared.REDIS.commands.flushall();
    return Shared.REDIS;
  }

  /** A server of its own, for a test that changes it or stops it. */
  public static TestRedis start() {
    return start(new RedisStandaloneConfiguration("127.0.0.1"));
  }

  /** A server of its own, which the service enters as this user; what is done by hand is not bound by that. */
  static TestRedis start(RedisStandaloneConfiguration user, String... lines) {
    return new TestRedis(settings().withoutPersistence().withLines(lines), user);
  }

  /** The Redis that the build was asked to test with: the property {@code seatlock.test.redis}, or the bundled one. */
  public static RedisSettings settings() {
    String binary = System.getProperty("seatlock.test.redis", "");
    return binary.isEmpty()
        ? RedisSettings.temporary().withBundledBinary()
        : RedisSettings.temporary().withBinary(Path.of(binary));
  }

  static LettuceConnectionFactory connections(RedisStandaloneConfiguration server) {
    ClientOptions.Builder options = ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled());
    new StoreConfiguration().failClosed().customize(options);
    LettuceConnectionFactory factory = new LettuceConnectionFactory(server,
        LettuceClientConfiguration.builder().commandTimeout(PATIENCE).clientOptions(options.build()).build());
    factory.afterPropertiesSet();
    factory.start();
    return factory;
  }

  Partitions partitions(int count, LockLimits limits) {
    return partitions(count, limits, Script.source(), new SimpleMeterRegistry());
  }

  Partitions partitions(int count, LockLimits limits, String source, MeterRegistry meters) {
    Script script = new Script(connections, source);
    return Partitions.of(count, _ -> script, PATIENCE, limits, meters);
  }

  LettuceConnectionFactory connections() {
    return connections;
  }

  RedisCommands<String, String> commands() {
    return commands;
  }

  RedisProcess process() {
    return process;
  }

  /** What waits in the outboxes, oldest first. */
  List<Map<String, String>> events(Partitions partitions) {
    return partitions.all().stream().flatMap(partition -> events(partition.keys().outbox())).toList();
  }

  private Stream<Map<String, String>> events(String outbox) {
    return commands.xrange(outbox, Range.unbounded()).stream().map(message -> message.getBody());
  }

  @Override
  public void close() {
    connections.destroy();
    client.shutdown(Duration.ZERO, PATIENCE);
    process.close();
  }
}
