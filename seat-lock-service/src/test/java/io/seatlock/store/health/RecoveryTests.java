package io.seatlock.store.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTests {

  private static final List<String> REPLICA = List.of("READONLY You can't write against a read only replica.");

  private final AtomicLong now = new AtomicLong();

  private final RedisWatch watch = new RedisWatch(new StoreStatus(20), () -> null, now::get);

  private final List<Long> reconnects = new ArrayList<>();

  private final FakeScript script = new FakeScript();

  private final Partitions partitions = new Partitions(
      IntStream.range(0, 20).mapToObj(number -> FakeScript.partition(number, 20, script)).toList());

  private final Recovery recovery = new Recovery(partitions, partitions, watch,
      () -> reconnects.add(Duration.ofNanos(now.get()).toMillis()), now::get);

  @BeforeEach
  void serve() {
    script.answerAlways(command -> FakeScript.reply(command.operation().equals("touch") ? "TOUCHED" : "PROBED", 0L));
  }

  private List<String> asked() {
    return script.sent.stream().flatMap(call -> call.commands().stream())
        .map(command -> command.operation() + " " + command.keys().getLast()).toList();
  }

  @Test
  void partitionsAreTouchedInTurnWhileNothingIsWrong() {
    assertThat(recovery.runOnce()).isEqualTo(Duration.ofSeconds(1));
    recovery.runOnce();
    recovery.runOnce();

    assertThat(asked()).hasSize(24).startsWith("touch {p0}:seat-probe", "touch {p1}:seat-probe")
        .endsWith("touch {p2}:seat-probe", "touch {p3}:seat-probe");
  }

  @Test
  void onlyPartitionsInTroubleAreProbedUntilTheyWork() {
    watch.failed(7, "lock", List.of("LOADING Redis is loading the dataset in memory"));

    assertThat(recovery.runOnce()).isEqualTo(Duration.ofMillis(250));
    assertThat(asked()).containsExactly("probe {p7}:seat-probe");

    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(recovery.runOnce()).isEqualTo(Duration.ofSeconds(1));
    assertThat(watch.partitionsWithProblem()).isEmpty();
    assertThat(reconnects).isEmpty();
  }

  private void meetReplicaForTenSeconds() {
    for (int i = 0; i <= 40; i++) {
      watch.failed(7, "lock", REPLICA);
      recovery.runOnce();
      now.addAndGet(Duration.ofMillis(250).toNanos());
    }
  }

  @Test
  void connectionsAreOpenedAnewEverLessOftenWhileTheServerIsAReplica() {
    meetReplicaForTenSeconds();

    assertThat(reconnects).containsExactly(0L, 250L, 750L, 1750L, 3750L, 5750L, 7750L, 9750L);
  }

  @Test
  void connectionOnWhichNoReplicaWasMetStays() {
    watch.failed(7, "lock", REPLICA);
    for (int i = 0; i < 8; i++) {
      recovery.runOnce();
      watch.failed(7, new RedisException("Currently not connected. Commands are rejected."));
      now.addAndGet(Duration.ofMillis(250).toNanos());
    }

    assertThat(reconnects).containsExactly(0L);
  }

  @Test
  void nextTimeTheyAreOpenedAnewAtOnce() {
    meetReplicaForTenSeconds();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    recovery.runOnce();
    recovery.runOnce();
    assertThat(watch.partitionsWithProblem()).isEmpty();
    int before = reconnects.size();

    watch.failed(7, "lock", REPLICA);
    recovery.runOnce();

    assertThat(reconnects).hasSize(before + 1);
  }
}
