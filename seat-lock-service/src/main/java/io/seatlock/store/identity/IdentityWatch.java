package io.seatlock.store.identity;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Reply;
import io.seatlock.store.settings.IdentitySettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Increments the heartbeat counters of the trusted partitions' stores, and examines the others until they can be
 * trusted.
 */
public final class IdentityWatch {

  /** The source under which problems are reported. */
  private static final String SOURCE = StoreStatus.IDENTITY;

  private static final Duration REST_WHILE_UNREACHABLE = Duration.ofMillis(250);

  /** Number of heartbeats between two records in Kafka. */
  private static final long BEATS_BETWEEN_RECORDS = 10;

  private final KnownStores stores;

  private final Partitions guarded;

  private final Partitions unguarded;

  private final OtherPartitionCount otherPartitionCount;

  private final Recognition recognition;

  private final StoreRecordKeeper recordKeeper;

  private final StoreStatus status;

  /** By partition: the heartbeat counter, divided by ten, at which a record in Kafka was requested last. */
  private final Map<Integer, Long> requested = new HashMap<>();

  /** Why the stores that are not known yet could not be examined though Redis answers; null if nothing is wrong. */
  private @Nullable String examinationFailure;

  /**
   * @param stores the expected identities with which {@code guarded} is checked
   * @param unguarded the same partitions without identity check
   */
  public IdentityWatch(KnownStores stores, Partitions guarded, Partitions unguarded,
      OtherPartitionCount otherPartitionCount, Recognition recognition, StoreRecordKeeper recordKeeper,
      StoreStatus status) {
    this.stores = stores;
    this.guarded = guarded;
    this.unguarded = unguarded;
    this.otherPartitionCount = otherPartitionCount;
    this.recognition = recognition;
    this.recordKeeper = recordKeeper;
    this.status = status;
  }

  /**
   * Runs one round: heartbeats, then the examination of stores that are not trusted.
   *
   * @return how long to rest
   */
  Duration runOnce() {
    boolean answered = beat();
    if (!stores.all().stream().allMatch(KnownStore::isTrusted)) {
      answered &= examineUntrusted();
      reportProblems();
    }
    return answered ? IdentitySettings.BEAT : REST_WHILE_UNREACHABLE;
  }

  private boolean beat() {
    Map<Partition, CompletableFuture<Reply>> beats = new LinkedHashMap<>();
    guarded.all().stream().filter(partition -> stores.of(partition).isTrusted())
        .forEach(
            partition -> beats.put(partition, new IdentityOperations(partition).beat(stores.of(partition).beat())));
    boolean answered = true;
    for (Map.Entry<Partition, CompletableFuture<Reply>> beat : beats.entrySet()) {
      answered &= readBeat(beat.getKey(), beat.getValue());
    }
    return answered;
  }

  private boolean readBeat(Partition partition, CompletableFuture<Reply> pending) {
    try {
      long beat = IdentityOperations.beatAfter(partition.await(pending));
      stores.of(partition).updateBeat(beat);
      requestWrite(partition, beat / BEATS_BETWEEN_RECORDS);
      return true;
    } catch (SeatsUnavailable away) {
      return false;
    }
  }

  /** Every instance requests it, because the one that increments the counter may not reach Kafka. */
  private void requestWrite(Partition partition, long tens) {
    Long before = requested.put(partition.number(), tens);
    if (before == null || before != tens) {
      recordKeeper.requestWrite(partition.keys().identity());
    }
  }

  /**
   * Examines the stores that are not trusted.
   *
   * @return whether all partitions have answered
   */
  private boolean examineUntrusted() {
    examinationFailure = null;
    try {
      OptionalInt other = otherPartitionCount.find();
      if (other.isPresent()) {
        refuseAll(Verdict.otherPartitions(other.getAsInt(), stores.all().size()));
        return true;
      }
      // All are examined before any identity is created, so that nothing is written to another deployment's store.
      return examineEach(false) && (foreignRefusal().isPresent() || examineEach(true));
    } catch (SeatsUnavailable away) {
      // If Redis does not answer them either, that is reported elsewhere.
      if (examineEach(false)) {
        examinationFailure = away.getMessage();
      }
      return false;
    } finally {
      foreignRefusal().ifPresent(this::refuseAll);
    }
  }

  /**
   * Examines the partitions concurrently, so that a primary that does not answer delays only its own partitions.
   *
   * @return whether all partitions have answered
   */
  private boolean examineEach(boolean mayCreate) {
    AtomicBoolean answered = new AtomicBoolean(true);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      unguarded.all().stream().filter(partition -> !stores.of(partition).isTrusted())
          .forEach(partition -> executor.execute(() -> {
            try {
              if (recognition.examine(stores.of(partition), partition, recordKeeper.kafka(), mayCreate)) {
                recordKeeper.requestWrite(partition.keys().identity());
              }
            } catch (SeatsUnavailable away) {
              answered.set(false);
            }
          }));
    }
    return answered.get();
  }

  /** The refusal of a partition that belongs to another deployment. It applies to all partitions. */
  private Optional<Verdict.Refuse> foreignRefusal() {
    return stores.all().stream().filter(KnownStore::isForeign).findFirst().map(KnownStore::refusal)
        .map(sentence -> new Verdict.Refuse(sentence, true));
  }

  private void refuseAll(Verdict.Refuse refusal) {
    stores.all().forEach(store -> store.refuse(refusal));
  }

  private void reportProblems() {
    for (int number = 0; number < stores.all().size(); number++) {
      String problem = problem(stores.of(number));
      if (problem == null) {
        status.end(SOURCE, number);
      } else {
        status.begin(SOURCE, number, problem);
      }
    }
  }

  private @Nullable String problem(KnownStore store) {
    String refusal = store.refusal();
    return refusal == null && !store.isKnown() ? examinationFailure : refusal;
  }
}
