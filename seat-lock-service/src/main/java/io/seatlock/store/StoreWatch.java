package io.seatlock.store;

import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts on in the stores that are trusted, and looks at the others until they can be. */
final class StoreWatch {

  /** Under which name troubles are reported. */
  static final String SOURCE = "identity";

  private static final Duration WHILE_AWAY = Duration.ofMillis(250);

  /** How many beats may pass until they are remembered outside Redis. */
  private static final long BEATS_BETWEEN_NOTES = 10;

  private final KnownStores stores;

  private final Partitions guarded;

  private final Partitions open;

  private final OtherLayout otherLayout;

  private final Recognition recognition;

  private final OutsideMemory outside;

  private final StoreStatus status;

  /**
   * @param stores the guards of {@code guarded}
   * @param open the same partitions, taking any store
   */
  StoreWatch(KnownStores stores, Partitions guarded, Partitions open, OtherLayout otherLayout,
      Recognition recognition, OutsideMemory outside, StoreStatus status) {
    this.stores = stores;
    this.guarded = guarded;
    this.open = open;
    this.otherLayout = otherLayout;
    this.recognition = recognition;
    this.outside = outside;
    this.status = status;
  }

  /** @return how long to rest */
  Duration runOnce() {
    boolean answered = beat();
    if (!stores.all().stream().allMatch(KnownStore::isTrusted)) {
      answered &= lookAtSuspects();
      tell();
    }
    return answered ? IdentitySettings.BEAT : WHILE_AWAY;
  }

  private boolean beat() {
    Map<Partition, CompletableFuture<Reply>> beats = new LinkedHashMap<>();
    guarded.all().stream().filter(partition -> stores.of(partition).isTrusted())
        .forEach(partition -> beats.put(partition, partition.commit().submit(beatOf(partition))));
    boolean answered = true;
    for (Map.Entry<Partition, CompletableFuture<Reply>> beat : beats.entrySet()) {
      answered &= note(beat.getKey(), beat.getValue());
    }
    return answered;
  }

  /** In safe mode only a beat that a replica has is remembered, since only that must outlive a fail-over. */
  private Frame beatOf(Partition partition) {
    Frame beat = new Frame("beat", List.of(), List.of(String.valueOf(stores.of(partition).beat())));
    return partition.commit().replicates() ? beat.asPromise() : beat;
  }

  private boolean note(Partition partition, CompletableFuture<Reply> pending) {
    try {
      Reply reply = partition.await(pending);
      long beat = reply.number(2);
      stores.of(partition).beats(beat);
      if (reply.number(3) == 1 && beat % BEATS_BETWEEN_NOTES == 0) {
        outside.isDue(partition.keys().identity());
      }
      return true;
    } catch (SeatsUnavailable away) {
      return false;
    }
  }

  /** @return whether all have answered */
  private boolean lookAtSuspects() {
    try {
      OptionalInt other = otherLayout.partitions();
      if (other.isPresent()) {
        refuseAll(Verdict.otherPartitions(other.getAsInt(), stores.all().size()));
        return true;
      }
      // All are looked at before the first one is created: nothing is made for a stranger.
      return lookAtEach(false) && (stranger().isPresent() || lookAtEach(true));
    } catch (SeatsUnavailable away) {
      lookAtEach(false);
      return false;
    } finally {
      stranger().ifPresent(this::refuseAll);
    }
  }

  /** At once, so that a primary that is away holds up only its own partitions. */
  private boolean lookAtEach(boolean mayCreate) {
    AtomicBoolean answered = new AtomicBoolean(true);
    try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
      open.all().stream().filter(partition -> !stores.of(partition).isTrusted())
          .forEach(partition -> looks.execute(() -> {
            try {
              if (recognition.look(stores.of(partition), partition, outside.kafka(), mayCreate)) {
                outside.isDue(partition.keys().identity());
              }
            } catch (SeatsUnavailable away) {
              answered.set(false);
            }
          }));
    }
    return answered.get();
  }

  /** Who is a stranger to one partition is one to all. */
  private Optional<Verdict.Refuse> stranger() {
    return stores.all().stream().filter(KnownStore::isStranger).findFirst().map(KnownStore::refusal)
        .map(sentence -> new Verdict.Refuse(sentence, true));
  }

  private void refuseAll(Verdict.Refuse refusal) {
    stores.all().forEach(store -> store.refuse(refusal));
  }

  private void tell() {
    for (int number = 0; number < stores.all().size(); number++) {
      String refusal = stores.of(number).refusal();
      if (refusal == null) {
        status.end(SOURCE, number);
      } else {
        status.begin(SOURCE, number, refusal);
      }
    }
  }
}
