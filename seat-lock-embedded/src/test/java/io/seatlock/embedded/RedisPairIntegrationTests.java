package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisPairIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void replicaHasWhatIsWrittenAndTakesNoWritesOfItsOwn() {
    try (RedisPair pair = RedisPair.start(TestRedis.temporary())) {
      set(pair.primary(), "taken");
      assertThat(has(pair.replica(), "taken")).isTrue();
      assertThat(RedisQuestion.ask(pair.replica().port(), "SET seat free")).startsWith("-READONLY");
    }
  }

  @Test
  void promotedReplicaServesAndTheKilledPrimaryFollowsIt() {
    try (RedisPair pair = RedisPair.start(TestRedis.temporary())) {
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
    try (RedisPair pair = RedisPair.start(TestRedis.temporary());
        RedisProcess sentinel = RedisProcess
            .start(TestRedis.temporary().asSentinelOf("seats", pair.primary().port()))) {
      assertThat(says(sentinel, "SENTINEL replicas seats", pair.replica().port())).isTrue();

      pair.primary().kill();

      assertThat(says(sentinel, "SENTINEL get-master-addr-by-name seats", pair.replica().port())).isTrue();
      set(pair.replica(), "sold");
    }
  }

  private static boolean says(RedisProcess redis, String question, int port) {
    return Waiting.until(PATIENCE, () -> RedisQuestion.ask(redis.port(), question).contains(String.valueOf(port)));
  }

  @Test
  void replicaReachesItsPrimaryWhereItIsTold() {
    List<Integer> linked = new ArrayList<>();
    try (RedisPair pair = RedisPair.start(TestRedis.temporary(), port -> {
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
    RedisPair pair = RedisPair.start(TestRedis.temporary());
    List<RedisProcess> both = List.of(pair.primary(), pair.replica());
    pair.replica().pause();
    pair.close();
    pair.close();
    assertThat(both).noneMatch(RedisProcess::isRunning);
    assertThat(both).noneMatch(redis -> redis.directory().toFile().exists());
  }

  private static void set(RedisProcess redis, String value) {
    assertThat(RedisQuestion.ask(redis.port(), "SET seat " + value)).startsWith("+OK");
  }

  private static boolean has(RedisProcess redis, String value) {
    return Waiting.until(PATIENCE, () -> RedisQuestion.ask(redis.port(), "GET seat").contains(value));
  }
}
