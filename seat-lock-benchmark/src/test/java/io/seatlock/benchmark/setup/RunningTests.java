package io.seatlock.benchmark.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningTests {

  @Test
  void replicaHasAColumnOfItsOwnBesideItsPrimary() {
    Map<String, Long> pids = Running.pids(1, Map.of("Kafka", 4L, Running.REPLICA, 3L, "Redis", 2L));
    assertThat(pids.keySet()).containsExactly("JVM", "Redis", "Redis replica", "Kafka");
    assertThat(pids).containsEntry("Redis replica", 3L);
  }

  /** Its processor time would count as that of others. */
  @Test
  void serverWithoutAColumnIsRefused() {
    assertThatThrownBy(() -> Running.pids(1, Map.of("Redis 2", 2L))).hasMessageContaining("Redis 2");
  }
}
