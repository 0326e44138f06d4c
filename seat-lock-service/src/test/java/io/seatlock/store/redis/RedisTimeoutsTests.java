package io.seatlock.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisTimeoutsTests {

  @ParameterizedTest
  @ValueSource(longs = {50, 100, 200, 250, 500, 1000, 20_000})
  void blockingReadLeavesHalfOfTheTimeoutForItsAnswer(long millis) {
    RedisTimeouts timeouts = new RedisTimeouts(Duration.ofMillis(millis));

    assertThat(timeouts.blockingRead()).isPositive().isLessThan(timeouts.command().dividedBy(2));
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 100, 200, 250, 500, 1000, 20_000})
  void backstopsAreBehindWhatEndsByItself(long millis) {
    RedisTimeouts timeouts = new RedisTimeouts(Duration.ofMillis(millis));
    Duration command = timeouts.command();

    assertThat(timeouts.queue()).isEqualTo(command);
    assertThat(timeouts.answer()).isGreaterThan(command);
    assertThat(timeouts.call()).isGreaterThan(command.multipliedBy(2));
  }

  @Test
  void relayWaitsForEventsAsLongAsAReadMayBlock() {
    RedisTimeouts timeouts = new RedisTimeouts(Duration.ofMillis(100));
    Partition partition = Partitions.of(1, _ -> new FakeScript(), timeouts, new LockLimits(null, null, null, null, 0),
        new SimpleMeterRegistry()).all().getFirst();

    assertThat(new Outbox(partition, new LettuceConnectionFactory()).longestWait())
        .isEqualTo(timeouts.blockingRead()).isLessThan(timeouts.command());
  }
}
