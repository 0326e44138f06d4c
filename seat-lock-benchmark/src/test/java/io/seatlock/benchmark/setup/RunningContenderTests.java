package io.seatlock.benchmark.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningContenderTests {

  @Test
  void replicaHasAColumnOfItsOwnBesideItsPrimary() {
    Map<String, Long> pids = RunningContender.pids(1, Map.of("Kafka", 4L, RunningContender.REPLICA, 3L, "Redis", 2L));
    assertThat(pids.keySet()).containsExactly("JVM", "Redis", "Redis replica", "Kafka");
    assertThat(pids).containsEntry("Redis replica", 3L);
  }

  /** Otherwise its processor time would be reported as that of other processes. */
  @Test
  void serverWithoutAColumnIsRefused() {
    assertThatThrownBy(() -> RunningContender.pids(1, Map.of("Redis 2", 2L))).hasMessageContaining("Redis 2");
  }
}
