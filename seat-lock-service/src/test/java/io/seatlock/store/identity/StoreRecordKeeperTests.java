package io.seatlock.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.health.SetupWarnings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Kafka remembers is read before anything is written, and is no reason to stand still for ever. */
class StoreRecordKeeperTests {

  private static final String KEY = "seat-identity";

  private static final String EPOCH = "1795348800000-11111111";

  private final KnownStore store = new KnownStore(6);

  private final FakeStoreRecords records = new FakeStoreRecords();

  private final SetupWarnings warnings = new SetupWarnings();

  /** How far the clock moves whenever it is read. */
  private Duration step = Duration.ZERO;

  private long now;

  private final StoreRecordKeeper keeper = new StoreRecordKeeper(records, Map.of(KEY, store), warnings,
      () -> now += step.toNanos());

  private void trust(long beat) {
    store.beginExamination();
    store.trust(new Identity(Epoch.parse(EPOCH), 1, "kafka-1", beat), "kafka-1");
    keeper.requestWrite(KEY);
  }

  @Test
  void isReadOnceBeforeAnythingIsWritten() {
    trust(7);
    keeper.runOnce();
    keeper.runOnce();

    assertThat(records.asked).containsExactly("read", "write");
    assertThat(records.kept).isEqualTo(Map.of(KEY, new StoreRecord(EPOCH, 7)));
  }

  @Test
  void recordedStateIsComparedWithTheStore() {
    records.kept.put(KEY, new StoreRecord(EPOCH, 100));
    trust(7);
    keeper.runOnce();

    assertThat(store.isTrusted()).isFalse();
    assertThat(store.knownStates()).extracting(Verdict.KnownState::source).containsExactly("this instance", "Kafka");
    assertThat(records.kept).containsEntry(KEY, new StoreRecord(EPOCH, 100));
  }

  @Test
  void kafkaIsKnownWhenTheRecordedStateWasRead() {
    records.isAway = true;
    keeper.runOnce();
    assertThat(keeper.kafka()).isEmpty();

    records.isAway = false;
    keeper.runOnce();
    assertThat(keeper.kafka()).isEqualTo("kafka-1");
    assertThat(warnings.all()).isEmpty();
  }

  /** An empty store would look like a first start. */
  @Test
  void kafkaThatAnswersLateIsAskedAgainAtTheStart() {
    records.kept.put(KEY, new StoreRecord(EPOCH, 100));
    records.late = 2;
    keeper.start();

    assertThat(keeper.kafka()).isEqualTo("kafka-1");
    assertThat(store.knownStates()).extracting(Verdict.KnownState::source).containsExactly("Kafka");
  }

  @Test
  void startDoesNotWaitForLong() {
    records.late = 3;
    step = Duration.ofSeconds(3);
    keeper.start();

    assertThat(records.late).as("questions that were not asked").isEqualTo(1);
  }

  @Test
  void recordedStateIsNotGivenUpAtTheStart() {
    records.isForbidden = true;
    keeper.start();
    keeper.runOnce();
    assertThat(keeper.kafka()).isEmpty();
    keeper.runOnce();

    assertThat(keeper.kafka()).isEqualTo("kafka-1");
  }

  @Test
  void topicThatMayNotBeReadIsToldAndHoldsUpNobodyForLong() {
    records.isForbidden = true;
    keeper.runOnce();
    keeper.runOnce();
    assertThat(keeper.kafka()).isEmpty();
    keeper.runOnce();

    assertThat(keeper.kafka()).isEqualTo("kafka-1");
    assertThat(warnings.all()).singleElement().asString().contains("recorded in Kafka", "no right to the topic");

    records.isForbidden = false;
    keeper.runOnce();
    assertThat(records.asked).containsExactly("read");
    assertThat(warnings.all()).isEmpty();
  }

  @Test
  void orderlyStopKeepsTheLastBeat() {
    trust(7);
    keeper.runOnce();
    // Kafka is known now, so the store is examined again.
    trust(8);
    store.updateBeat(9);

    keeper.writeAll();

    assertThat(records.kept).isEqualTo(Map.of(KEY, new StoreRecord(EPOCH, 9)));
  }

  @Test
  void refusedStoreIsNotRemembered() {
    store.refuse(new Verdict.Refuse("not this one", false));
    keeper.requestWrite(KEY);
    keeper.runOnce();
    keeper.writeAll();

    assertThat(records.kept).isEmpty();
  }
}
