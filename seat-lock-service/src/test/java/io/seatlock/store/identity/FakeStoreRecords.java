package io.seatlock.store.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka that can be away, or keep the topic from being read or written. */
final class FakeStoreRecords implements StoreRecords {

  final Map<String, StoreRecord> kept = new HashMap<>();

  final List<String> asked = new ArrayList<>();

  boolean isAway;

  /** How many questions Kafka does not answer before it does. */
  int late;

  boolean isForbidden;

  @Override
  public String clusterId() {
    if (isAway || late-- > 0) {
      throw new IllegalStateException("away");
    }
    return "kafka-1";
  }

  @Override
  public Map<String, StoreRecord> read() {
    ask("read");
    return Map.copyOf(kept);
  }

  @Override
  public void write(Map<String, StoreRecord> stores) {
    ask("write");
    kept.putAll(stores);
  }

  private void ask(String what) {
    if (isForbidden) {
      throw new IllegalStateException("no right to the topic");
    }
    asked.add(what);
  }
}
