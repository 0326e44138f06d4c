package io.seatlock.store.safe;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.DurabilitySettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class ReplicasTests {

  private static final Keys FIRST = new Keys(0, 2);

  private static final Keys SECOND = new Keys(1, 2);

  private static final String SERVER = "";

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final AtomicInteger doubts = new AtomicInteger();

  private final StoreStatus status = new StoreStatus(2);

  private final Replicas replicas = new Replicas(status,
      new DurabilitySettings(DurabilitySettings.Mode.SAFE, 2, Duration.ofMillis(400)),
      new Script(new LettuceConnectionFactory(), ""), now::get);

  @BeforeEach
  void countDoubts() {
    replicas.onUncertain(doubts::incrementAndGet);
  }

  private static Throwable notReplicated() {
    return new CompletionException(new NotReplicated(List.of()));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void nobodyIsKnownToConfirmBeforeTheFirstAnswer() {
    assertThat(replicas.areConfirming(FIRST)).isFalse();
    assertThat(replicas.isUncertain(SERVER)).isTrue();
  }

  @Test
  void whatOnePartitionFindsOutHoldsForAllOfTheServer() {
    replicas.recordResult(FIRST, null);
    assertThat(replicas.areConfirming(SECOND)).isTrue();

    replicas.recordResult(SECOND, notReplicated());
    assertThat(replicas.areConfirming(FIRST)).isFalse();
  }

  @Test
  void doubtIsToldOnce() {
    replicas.recordResult(FIRST, null);
    replicas.recordResult(FIRST, notReplicated());
    replicas.recordResult(SECOND, notReplicated());

    assertThat(doubts).hasValue(1);
  }

  @Test
  void confirmationIsOldAfterASecond() {
    replicas.recordResult(FIRST, null);
    pass(Duration.ofMillis(999));
    assertThat(replicas.isUncertain(SERVER)).isFalse();

    pass(Duration.ofMillis(1));
    assertThat(replicas.isUncertain(SERVER)).isTrue();
    assertThat(replicas.areConfirming(FIRST)).as("until somebody finds out otherwise").isTrue();
  }

  @Test
  void tooFewReplicasAreATroubleUntilTheyConfirm() {
    replicas.recordResult(FIRST, notReplicated());
    assertThat(status.reasons()).containsExactly("Fewer than 2 replicas of Redis confirm changes within 400 ms,"
        + " so every change is refused with 503 until they do (partitions 0)");

    replicas.recordResult(FIRST, null);
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void failureOfAnotherKindIsReportedElsewhereButNothingIsKnownAnyMore() {
    replicas.recordResult(FIRST, null);

    replicas.recordResult(FIRST, new IllegalStateException("connection reset"));

    assertThat(replicas.areConfirming(FIRST)).isFalse();
    assertThat(status.reasons()).isEmpty();
    assertThat(doubts).hasValue(1);
  }
}
