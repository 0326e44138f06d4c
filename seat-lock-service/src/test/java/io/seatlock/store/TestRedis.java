package io.seatlock.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Range;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.check.Check;
import io.seatlock.check.Checks;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A real Redis or cluster for tests, reached as the service reaches it, and by hand. */
public final class TestRedis implements AutoCloseable {

  /** A busy machine must not look like a Redis that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisServers servers;

  private final RedisView view;

  private final LettuceConnectionFactory connections;

  private final Checks checks;

  /** @param servers closed with this */
  public static TestRedis of(RedisServers servers) {
    return new TestRedis(servers);
  }

  private TestRedis(RedisServers servers) {
    this.servers = servers;
    view = new RedisView(servers);
    connections = connections(address(servers, RedisUser.SERVICE));
    checks = new Checks(servers);
  }

  /** One for all tests of this JVM. */
  private static final class Shared {

    private static final TestRedis REDIS = start();
  }

  /** The one that all tests of this JVM share, empty. */
  public static TestRedis emptied() {
    Shared.REDIS.commands().flushall();
    return Shared.REDIS;
  }

  /** One of its own, for a test that changes it or stops it. */
  public static TestRedis start(String... lines) {
    return new TestRedis(RedisServers.start(RedisServers.settings().withoutPersistence().withLines(lines)));
  }

  public static RedisConfiguration address(RedisServers servers, RedisUser user) {
    return servers.isCluster() ? cluster(servers, user) : single(servers, user);
  }

  private static RedisConfiguration single(RedisServers servers, RedisUser user) {
    RedisStandaloneConfiguration single = new RedisStandaloneConfiguration("127.0.0.1", servers.ports().getFirst());
    single.setUsername(user.username());
    single.setPassword(user.password());
    return single;
  }

  private static RedisConfiguration cluster(RedisServers servers, RedisUser user) {
    RedisClusterConfiguration cluster = new RedisClusterConfiguration();
    servers.ports().forEach(port -> cluster.clusterNode("127.0.0.1", port));
    cluster.setUsername(user.username());
    cluster.setPassword(user.password());
    return cluster;
  }

  public static LettuceConnectionFactory connections(RedisConfiguration server) {
    return connections(server, PATIENCE);
  }

  public static LettuceConnectionFactory connections(RedisConfiguration server, Duration patience) {
    ClientOptions.Builder options = server instanceof RedisConfiguration.ClusterConfiguration
        ? ClusterClientOptions.builder()
        : ClientOptions.builder();
    options.timeoutOptions(TimeoutOptions.enabled());
    new StoreConfiguration().followTheCluster().customize(options);
    new StoreConfiguration().failClosed().customize(options);
    LettuceConnectionFactory factory = new LettuceConnectionFactory(server,
        LettuceClientConfiguration.builder().commandTimeout(patience).clientOptions(options.build()).build());
    factory.afterPropertiesSet();
    factory.start();
    return factory;
  }

  /** The seats of these partitions. */
  public static Seats seats(Partitions partitions) {
    return new RedisSeats(partitions, new SimpleMeterRegistry());
  }

  /** As many as the service would have. */
  public Partitions partitions(LockLimits limits) {
    return partitions(servers.partitions(), limits);
  }

  public Partitions partitions(int count, LockLimits limits) {
    return partitions(count, limits, Script.source());
  }

  /** As many as the service would have, with another script. */
  public Partitions partitions(LockLimits limits, String source) {
    return partitions(servers.partitions(), limits, source);
  }

  /** As many as the service would have, with these limits and another script. */
  public Partitions partitions(CommandLimits limits, String source) {
    Script script = new Script(connections, source);
    return Partitions.of("", servers.partitions(), _ -> script, _ -> ExpectedStore.NONE, new RedisTimeouts(PATIENCE),
        limits, new SimpleMeterRegistry());
  }

  /** As many as the service would have, each with a guard. */
  public Partitions partitions(LockLimits limits, IntFunction<ExpectedStore> guards) {
    Script script = new Script(connections, Script.source());
    return Partitions.of(servers.partitions(), _ -> script, guards, new RedisTimeouts(PATIENCE), limits,
        new SimpleMeterRegistry());
  }

  private Partitions partitions(int count, LockLimits limits, String source) {
    return partitions(count, limits, source, new SimpleMeterRegistry());
  }

  public Partitions partitions(int count, LockLimits limits, String source, MeterRegistry meters) {
    Script script = new Script(connections, source);
    return Partitions.of(count, _ -> script, new RedisTimeouts(PATIENCE), limits, meters);
  }

  /** What the operator's command would find. */
  public Check check() {
    return checks.check();
  }

  public Checks checks() {
    return checks;
  }

  public LettuceConnectionFactory connections() {
    return connections;
  }

  public RedisClusterCommands<String, String> commands() {
    return view.commands();
  }

  public RedisServers servers() {
    return servers;
  }

  public RedisView view() {
    return view;
  }

  /** A plain name as it is written in the partition of this venue. */
  public String key(String venue, String name) {
    return servers.key(venue, name);
  }

  /** What waits in the outboxes, oldest first in each. */
  public List<Map<String, String>> events(Partitions partitions) {
    return partitions.all().stream().flatMap(partition -> events(partition.keys().outbox())).toList();
  }

  private Stream<Map<String, String>> events(String outbox) {
    return commands().xrange(outbox, Range.unbounded()).stream().map(message -> message.getBody());
  }

  @Override
  public void close() {
    connections.destroy();
    checks.close();
    view.close();
    servers.close();
  }
}
