package io.seatlock.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Kafka remembers is read before anything is written, and is no reason to stand still for ever. */
class StoreRecordKeeperTests {

  private static final String KEY = "seat-identity";

  private static final String EPOCH = "1795348800000-11111111";

  private final KnownStore store = new KnownStore(6);

  private final FakeMemory memory = new FakeMemory();

  private final StoreRecordKeeper outside = new StoreRecordKeeper(memory, Map.of(KEY, store));

  /** A Kafka that can be away, or keep the topic from being read or written. */
  private static final class FakeMemory implements StoreRecords {

    private final Map<String, StoreRecord> kept = new HashMap<>();

    private final List<String> asked = new ArrayList<>();

    private boolean isAway;

    private boolean isForbidden;

    @Override
    public String clusterId() {
      if (isAway) {
        throw new IllegalStateException("away");
      }
      return "kafka-1";
    }

    @Override
    public Map<String, StoreRecord> recall() {
      ask("recall");
      return Map.copyOf(kept);
    }

    @Override
    public void remember(Map<String, StoreRecord> stores) {
      ask("remember");
      kept.putAll(stores);
    }

    private void ask(String what) {
      if (isForbidden) {
        throw new IllegalStateException("no right to the topic");
      }
      asked.add(what);
    }
  }

  private void trust(long beat) {
    store.lookBegins();
    store.trust(new Identity(Epoch.parse(EPOCH), 1, "kafka-1", beat), "kafka-1");
    outside.isDue(KEY);
  }

  @Test
  void isReadOnceBeforeAnythingIsWritten() {
    trust(7);
    outside.runOnce();
    outside.runOnce();

    assertThat(memory.asked).containsExactly("recall", "remember");
    assertThat(memory.kept).isEqualTo(Map.of(KEY, new StoreRecord(EPOCH, 7)));
  }

  @Test
  void whatIsRecalledIsComparedWithTheStore() {
    memory.kept.put(KEY, new StoreRecord(EPOCH, 100));
    trust(7);
    outside.runOnce();

    assertThat(store.isTrusted()).isFalse();
    assertThat(store.memories()).extracting(Verdict.Memory::keeper).containsExactly("this instance", "Kafka");
    assertThat(memory.kept).containsEntry(KEY, new StoreRecord(EPOCH, 100));
  }

  @Test
  void kafkaIsKnownWhenWhatItRemembersWasRead() {
    memory.isAway = true;
    outside.runOnce();
    assertThat(outside.kafka()).isEmpty();

    memory.isAway = false;
    outside.runOnce();
    assertThat(outside.kafka()).isEqualTo("kafka-1");
    assertThat(outside.problem()).isEmpty();
  }

  @Test
  void topicThatMayNotBeReadIsToldAndHoldsUpNobodyForLong() {
    memory.isForbidden = true;
    outside.runOnce();
    outside.runOnce();
    assertThat(outside.kafka()).isEmpty();
    outside.runOnce();

    assertThat(outside.kafka()).isEqualTo("kafka-1");
    assertThat(outside.problem()).contains("no right to the topic");

    memory.isForbidden = false;
    outside.runOnce();
    assertThat(memory.asked).containsExactly("recall");
    assertThat(outside.problem()).isEmpty();
  }

  @Test
  void orderlyStopKeepsTheLastBeat() {
    trust(7);
    outside.runOnce();
    // Kafka is known now, so the store is looked at again.
    trust(8);
    store.beats(9);

    outside.rememberAll();

    assertThat(memory.kept).isEqualTo(Map.of(KEY, new StoreRecord(EPOCH, 9)));
  }

  @Test
  void refusedStoreIsNotRemembered() {
    store.refuse(new Verdict.Refuse("not this one", false));
    outside.isDue(KEY);
    outside.runOnce();
    outside.rememberAll();

    assertThat(memory.kept).isEmpty();
  }
}
