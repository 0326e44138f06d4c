package io.seatlock.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@LongRunning
class RedisPairIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Test
  void replicaReceivesWritesAndRefusesThoseOfClients() {
    try (RedisPair pair = RedisPair.start(TestedRedis.temporary())) {
      set(pair.primary(), "taken");
      assertThat(has(pair.replica(), "taken")).isTrue();
      assertThatThrownBy(() -> RedisCall.ask(pair.replica().port(), "SET", "seat", "free"))
          .hasMessageContaining("READONLY");
    }
  }

  @Test
  void promotedReplicaServesAndTheKilledPrimaryFollowsIt() {
    try (RedisPair pair = RedisPair.start(TestedRedis.temporary())) {
      RedisProcess first = pair.primary();
      RedisProcess second = pair.replica();
      set(first, "taken");
      assertThat(has(second, "taken")).isTrue();

      first.kill();
      pair.promote();
      assertThat(pair.primary()).isEqualTo(second);
      set(second, "sold");

      pair.rejoin();
      assertThat(pair.replica()).isEqualTo(first);
      assertThat(has(first, "sold")).isTrue();
    }
  }

  @Test
  void sentinelLetsTheReplicaTakeOver() {
    try (RedisPair pair = RedisPair.start(TestedRedis.temporary());
        RedisProcess sentinel = RedisProcess
            .start(TestedRedis.temporary().asSentinelOf("seats", pair.primary().port()))) {
      assertThat(says(sentinel, pair.replica().port(), "SENTINEL", "replicas", "seats")).isTrue();

      pair.primary().kill();

      assertThat(says(sentinel, pair.replica().port(), "SENTINEL", "get-master-addr-by-name", "seats")).isTrue();
      set(pair.replica(), "sold");
    }
  }

  private static boolean says(RedisProcess redis, int port, String... question) {
    return Await.until(PATIENCE, () -> RedisCall.ask(redis.port(), question).contains(String.valueOf(port)));
  }

  @Test
  void replicaReachesItsPrimaryThroughTheGivenLink() {
    List<Integer> linked = new ArrayList<>();
    try (RedisPair pair = RedisPair.start(TestedRedis.temporary(), port -> {
      linked.add(port);
      return port;
    })) {
      assertThat(linked).containsExactly(pair.primary().port());
      pair.promote();
      pair.rejoin();
      assertThat(linked).last().isEqualTo(pair.primary().port());
    }
  }

  @Test
  void nothingIsLeftAfterClose() {
    RedisPair pair = RedisPair.start(TestedRedis.temporary());
    List<RedisProcess> both = List.of(pair.primary(), pair.replica());
    pair.replica().pause();
    pair.close();
    pair.close();
    assertThat(both).noneMatch(RedisProcess::isRunning);
    assertThat(both).noneMatch(redis -> redis.directory().toFile().exists());
  }

  private static void set(RedisProcess redis, String value) {
    RedisCall.on(redis.port(), commands -> commands.set("seat", value));
  }

  private static boolean has(RedisProcess redis, String value) {
    return Await.until(PATIENCE, () -> value.equals(RedisCall.on(redis.port(), commands -> commands.get("seat"))));
  }
}
