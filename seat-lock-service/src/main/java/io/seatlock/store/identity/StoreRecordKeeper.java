package io.seatlock.store.identity;

import io.seatlock.store.health.SetupWarnings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the state of each partition's store in Kafka, reads it once after the start, and knows the id of the Kafka
 * cluster.
 */
public final class StoreRecordKeeper {

  private static final Logger log = LoggerFactory.getLogger(StoreRecordKeeper.class);

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Duration REST_WHILE_UNREACHABLE = Duration.ofSeconds(1);

  /**
   * After this many consecutive failures the service runs without the recorded state: a topic that can't be read must
   * not stop the relay and the requests.
   */
  private static final int MAX_FAILURES = 3;

  /** Attempts to reach Kafka at the start. The first may time out while a new client connects. */
  private static final int FIRST_ATTEMPTS = 3;

  /** After this time no further attempt is made at the start. */
  private static final Duration FIRST_ATTEMPTS_LIMIT = Duration.ofSeconds(5);

  /** The source of its warning. */
  private static final String SOURCE = "store record";

  private final StoreRecords records;

  /** By the name of the partition's key {@code seat-identity}. */
  private final Map<String, KnownStore> stores;

  private final SetupWarnings warnings;

  private final LongSupplier nanoTime;

  /** The names of the stores whose state must be written. */
  private final Set<String> due = ConcurrentHashMap.newKeySet();

  private boolean isRead;

  /** Number of consecutive failures. */
  private int failures;

  private volatile String kafka = "";

  /**
   * @param stores by the name of the partition's key {@code seat-identity}
   * @param nanoTime {@link System#nanoTime()}
   */
  public StoreRecordKeeper(StoreRecords records, Map<String, KnownStore> stores, SetupWarnings warnings,
      LongSupplier nanoTime) {
    this.records = records;
    this.stores = stores;
    this.warnings = warnings;
    this.nanoTime = nanoTime;
  }

  /**
   * Id of the Kafka cluster; empty until the cluster was reached and the recorded state was read, or until three
   * consecutive attempts failed.
   */
  String kafka() {
    return kafka;
  }

  /**
   * Requests that the state of this store is written in the next round.
   *
   * @param store name of the partition's key {@code seat-identity}
   */
  void requestWrite(String store) {
    due.add(store);
  }

  /** The first round, in several attempts. All of them together count as one, so the recorded state is not given up. */
  synchronized void start() {
    long start = nanoTime.getAsLong();
    int attempts = 0;
    do {
      failures = 0;
      runOnce();
      attempts++;
    } while (kafka.isEmpty() && attempts < FIRST_ATTEMPTS
        && nanoTime.getAsLong() - start < FIRST_ATTEMPTS_LIMIT.toNanos());
  }

  /**
   * Reads the recorded state if that was not done yet, and writes the states that are due.
   *
   * @return how long to rest
   */
  synchronized Duration runOnce() {
    try {
      String found = records.clusterId();
      boolean isWritten = readAndWrite(List.copyOf(due));
      if (isRead || failures >= MAX_FAILURES) {
        setKafka(found);
      }
      return isWritten ? INTERVAL : REST_WHILE_UNREACHABLE;
    } catch (Exception away) {
      failures++;
      log.debug("Kafka can't be reached, so the state of the store can't be recorded", away);
      return REST_WHILE_UNREACHABLE;
    }
  }

  /** Called at an orderly stop, so that the next start compares with the last state. Does nothing while Kafka fails. */
  synchronized void writeAll() {
    if (failures == 0) {
      readAndWrite(stores.keySet());
    }
  }

  private boolean readAndWrite(Collection<String> names) {
    try {
      readOnce();
      write(names);
      failures = 0;
      warnings.set(SOURCE, List.of());
      return true;
    } catch (Exception failure) {
      if (++failures >= MAX_FAILURES) {
        warnings.set(SOURCE,
            List.of("The state of the store can't be recorded in Kafka, so only running instances detect "
                + "one that was emptied or set back: " + reason(failure)));
      }
      return false;
    }
  }

  private void readOnce() throws Exception {
    if (!isRead) {
      Map<String, StoreRecord> found = records.read();
      stores.forEach((name, store) -> {
        StoreRecord recorded = found.get(name);
        if (recorded != null) {
          store.setRecorded(recorded);
        }
      });
      isRead = true;
    }
  }

  private void write(Collection<String> names) throws Exception {
    Map<String, StoreRecord> known = new HashMap<>();
    for (String name : names) {
      KnownStore store = stores.get(name);
      StoreRecord state = store == null ? null : store.stateToRecord();
      if (state != null) {
        known.put(name, state);
      }
    }
    if (!known.isEmpty()) {
      records.write(known);
      due.removeAll(known.keySet());
    }
  }

  private void setKafka(String found) {
    if (!found.equals(kafka)) {
      kafka = found;
      stores.values().forEach(KnownStore::requestExamination);
    }
  }

  private static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
