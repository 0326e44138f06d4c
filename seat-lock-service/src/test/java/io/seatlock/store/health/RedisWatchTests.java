package io.seatlock.store.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisWatchTests {

  private final Throwable lost = new RedisException("Currently not connected. Commands are rejected.");

  private static final List<String> FULL = List.of("OOM command not allowed when used memory > 'maxmemory'.");

  private static final List<String> FORBIDDEN = List.of("ERR The user executing the script can't run this command");

  private final StoreStatus status = new StoreStatus(2);

  private final AtomicLong now = new AtomicLong();

  private final AtomicReference<@Nullable Throwable> connectFailure = new AtomicReference<>();

  private final RedisWatch watch = new RedisWatch(status, connectFailure::get, now::get);

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private String reason() {
    assertThat(status.reasons()).hasSize(1);
    return status.reasons().getFirst();
  }

  @Test
  void troubleEndsByAProbeAndNoEarlierThanHalfASecondAfterItWasMet() {
    watch.failed(0, "lock", FULL);
    after(Duration.ofMillis(400));
    watch.failed(0, "lock", FULL);
    after(Duration.ofMillis(400));
    watch.probeSucceeded(0, Set.of());
    assertThat(watch.partitionsWithProblem()).containsExactly(0);
    assertThat(reason()).contains("OOM").endsWith("(partitions 0)");

    after(Duration.ofMillis(100));
    watch.probeSucceeded(1, Set.of());
    watch.probeSucceeded(0, Set.of());

    assertThat(watch.partitionsWithProblem()).isEmpty();
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void lostConnectionDoesNotHideWhatTheServerSaidShortlyBefore() {
    watch.failed(0, "lock", List.of("READONLY You can't write against a read only replica."));
    after(Duration.ofSeconds(2));
    watch.failed(0, lost);
    assertThat(reason()).contains("READONLY");
    assertThat(watch.replicaSeenAt()).hasValue(0);

    after(Duration.ofSeconds(2));
    watch.failed(0, lost);

    assertThat(reason()).contains("not connected");
    assertThat(watch.replicaSeenAt()).isEmpty();
  }

  @Test
  void firstReasonOfSilenceStaysUntilTheServerSpeaks() {
    watch.failed(0, new TimeoutException("Command timed out after 500 ms"));
    watch.failed(0, lost);
    assertThat(reason()).contains("timed out");

    connectFailure.set(new RedisCommandExecutionException("WRONGPASS invalid username-password pair"));
    watch.failed(0, lost);

    assertThat(reason()).contains("WRONGPASS");
  }

  /** The second as Lettuce says it. */
  static Stream<Exception> silence() {
    return Stream.of(new TimeoutException("Command timed out after 500 ms"),
        new RedisCommandTimeoutException("Command timed out after 500 ms"));
  }

  @ParameterizedTest
  @MethodSource("silence")
  void callThatWasSentInVainIsNotExplainedByAConnectionThatIsOpenedElsewhere(Exception silence) {
    connectFailure.set(new RedisCommandExecutionException("WRONGPASS invalid username-password pair"));

    watch.failed(0, silence);

    assertThat(reason()).contains("timed out");
  }

  @Test
  void failureOfOneCommandIsNoTroubleOfItsPartition() {
    watch.failed(0, "lock", List.of("WRONGTYPE Operation against a key holding the wrong kind of value"));

    assertThat(status.reasons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lease", "waits", "confirm", "deadletter", "backlog", "inspect", "inspectplan", "probe",
      "forget", "taken", "basket", "occupancy", "plan", "document", "draft", "attach", "fill", "seal", "misfits",
      "publish", "discard"})
  void rightThatNoSeatNeedsIsNoTrouble(String operation) {
    watch.failed(0, operation, FORBIDDEN);
    assertThat(status.reasons()).isEmpty();

    watch.failed(0, operation, FULL);
    assertThat(status.reasons()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "lockbest", "unlock", "extend", "transfer", "finalize", "release", "expire", "undo",
      "reject", "look", "due", "postpone", "touch", "identity", "beat", "barrier"})
  void rightThatSeatsNeedIsTrouble(String operation) {
    watch.failed(0, operation, FORBIDDEN);

    assertThat(watch.missingRight(0)).isNotNull();
  }

  @Test
  void missingRightIsOverWhenTheProbeMissesOthersThanBefore() {
    watch.failed(0, "lock", FORBIDDEN);
    after(Duration.ofSeconds(10));
    watch.probeSucceeded(0, Set.of("XADD seat-probe", "XLEN seat-probe"));
    watch.probeSucceeded(0, Set.of("XADD seat-probe", "XLEN seat-probe"));
    assertThat(watch.partitionsWithProblem()).hasSize(1);

    watch.probeSucceeded(0, Set.of("XLEN seat-probe"));

    assertThat(watch.partitionsWithProblem()).isEmpty();
  }

  /** The right was given before the first probe, or it is one that the probe does not need. */
  @Test
  void missingRightThatNoProbeMeetsIsOverWhenNobodyMetItForAWhile() {
    watch.failed(0, "lock", FORBIDDEN);
    after(Duration.ofSeconds(2));
    watch.probeSucceeded(0, Set.of());
    assertThat(watch.partitionsWithProblem()).hasSize(1);

    after(Duration.ofSeconds(1));
    watch.probeSucceeded(0, Set.of());

    assertThat(watch.partitionsWithProblem()).isEmpty();
  }

  @Test
  void rightToWriteThatAProbeMissesHoldsChangesBackUntilItIsGiven() {
    watch.probeFoundForbidden(0, Set.of("HSET seat-probe", "XLEN seat-probe"));
    assertThat(watch.missingRight(0)).contains("HSET seat-probe").contains("docs/redis-users.acl");
    assertThat(watch.missingRight(1)).isNull();
    after(Duration.ofSeconds(1));
    watch.probeSucceeded(0, Set.of("HSET seat-probe", "XLEN seat-probe"));
    watch.probeSucceeded(0, Set.of("HSET seat-probe", "XLEN seat-probe"));
    assertThat(watch.missingRight(0)).isNotNull();

    watch.probeSucceeded(0, Set.of("XLEN seat-probe"));

    assertThat(watch.missingRight(0)).isNull();
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void whatAChangeMetStaysTheReasonWhenAProbeFindsTheSame() {
    watch.failed(0, "lock", FORBIDDEN);
    String before = reason();

    watch.probeFoundForbidden(0, Set.of("HSET seat-probe"));

    assertThat(reason()).isEqualTo(before);
  }

  @Test
  void rightToReadThatAProbeMissesHoldsNothingBack() {
    watch.probeFoundForbidden(0, Set.of("ZCOUNT seat-probe", "XREAD seat-probe"));

    assertThat(watch.missingRight(0)).isNull();
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void missingRightStaysThroughAnotherFailureUntilAProbeShowsThatItWasGiven() {
    watch.probeFoundForbidden(0, Set.of("HSET seat-probe"));
    after(Duration.ofSeconds(10));
    watch.failed(0, lost);
    assertThat(reason()).contains("not connected");
    assertThat(watch.missingRight(0)).contains("HSET");

    after(Duration.ofSeconds(1));
    watch.probeSucceeded(0, Set.of("HSET seat-probe"));
    assertThat(watch.partitionsWithProblem()).containsExactly(0);
    assertThat(reason()).contains("HSET seat-probe");
    assertThat(watch.missingRight(0)).contains("HSET");

    after(Duration.ofSeconds(10));
    watch.probeSucceeded(0, Set.of());

    assertThat(watch.missingRight(0)).isNull();
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void rightToSetBitsIsARightToWrite() {
    watch.probeFoundForbidden(0, Set.of("BITFIELD seatlock::probe"));

    assertThat(watch.missingRight(0)).contains("BITFIELD");
  }

  @Test
  void missingRightThatAChangeMetHoldsTheNextOnesBackAndOtherTroublesDoNot() {
    watch.failed(0, "lock", FORBIDDEN);
    assertThat(watch.missingRight(0)).isNotNull();

    watch.failed(1, "lock", FULL);
    assertThat(watch.missingRight(1)).isNull();
  }

  @Test
  void firstFailureOfAPartitionNudgesOnce() {
    AtomicInteger nudges = new AtomicInteger();
    watch.onProblem(nudges::incrementAndGet);

    watch.failed(0, lost);
    watch.failed(0, "lock", FULL);
    watch.failed(1, lost);

    assertThat(nudges).hasValue(2);
  }
}
