package io.seatlock.store;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.testkit.redis.RedisPair;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/** A primary and its replica for tests, reached by hand as well. */
public final class TestPair implements AutoCloseable {

  private final RedisPair pair = RedisPair.start(RedisServers.settings().withoutPersistence());

  private final RedisClient client = RedisClient.create();

  private final RedisCommands<String, String> primary = commands(pair.primary());

  private final RedisCommands<String, String> replica = commands(pair.replica());

  private TestPair() {}

  public static TestPair start() {
    return new TestPair();
  }

  private RedisCommands<String, String> commands(RedisProcess redis) {
    return client.connect(RedisURI.create("127.0.0.1", redis.port())).sync();
  }

  /** The replica follows the primary, which is empty. */
  public void reset() {
    pair.replica().resume();
    await().until(pair::isLinkUp);
    primary.flushall();
    awaitReplication();
  }

  /** The replica is started, and has everything when this returns. */
  public void rejoin() {
    pair.rejoin();
  }

  /** Returns when the replica has everything. */
  public void awaitReplication() {
    primary.set("unrelated", "1");
    await().until(() -> primary.waitForReplication(1, 100) == 1);
    primary.del("unrelated");
  }

  public RedisStandaloneConfiguration address() {
    return new RedisStandaloneConfiguration("127.0.0.1", pair.primary().port());
  }

  public RedisProcess replica() {
    return pair.replica();
  }

  public RedisCommands<String, String> onPrimary() {
    return primary;
  }

  public RedisCommands<String, String> onReplica() {
    return replica;
  }

  /** What waits in the outbox of a single partition, oldest first. */
  public List<String> events() {
    return primary.xrange("seat-outbox", Range.unbounded()).stream().map(entry -> entry.getBody())
        .map(TestPair::words).toList();
  }

  private static String words(Map<String, String> event) {
    return event.get("kind") + " " + event.get("seat") + " " + event.get("userId");
  }

  @Override
  public void close() {
    client.shutdown();
    pair.close();
  }
}
