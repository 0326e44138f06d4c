package io.seatlock.store.identity;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Verifies continuously that the store in Redis is the one that this service used before. A store that was emptied, was
 * restored to an older state or belongs to another deployment is refused until the expected store is back or an
 * operator has confirmed the present one.
 */
public final class StoreIdentity extends BackgroundLoops {

  /** Above Redis' connection (0 and 1), below everything else that uses Redis: starts first and stops last of those. */
  private static final int PHASE = 50;

  private final KnownStores stores;

  private final IdentityWatch watch;

  private final StoreRecordKeeper recordKeeper;

  private final AtomicReference<@Nullable Loop> watchLoop = new AtomicReference<>();

  public StoreIdentity(KnownStores stores, IdentityWatch watch, StoreRecordKeeper recordKeeper) {
    super(PHASE);
    this.stores = stores;
    this.watch = watch;
    this.recordKeeper = recordKeeper;
    stores.all().forEach(store -> store.onUnexpectedStore(this::examineSoon));
  }

  /**
   * Whether the Kafka cluster that this instance reaches is known to be the one to which the store's events are sent.
   * Before that, no request may be read from it. One trusted partition is enough.
   */
  public boolean isBoundToKafka() {
    return stores.all().stream().noneMatch(KnownStore::isForeign)
        && stores.all().stream().anyMatch(KnownStore::isBound);
  }

  /** @throws ForeignStore if the store belongs to another deployment */
  @Override
  protected List<Loop> startLoops() {
    recordKeeper.start();
    watch.runOnce();
    stores.all().stream().filter(KnownStore::isForeign).findFirst().ifPresent(foreign -> {
      throw new ForeignStore(String.valueOf(foreign.refusal()));
    });
    Loop loop = Loop.start("store-identity", watch::runOnce);
    watchLoop.set(loop);
    return List.of(loop, Loop.start("store-memory", this::updateRecords));
  }

  private Duration updateRecords() {
    String before = recordKeeper.kafka();
    Duration rest = recordKeeper.runOnce();
    if (!before.equals(recordKeeper.kafka())) {
      examineSoon();
    }
    return rest;
  }

  private void examineSoon() {
    Loop loop = watchLoop.get();
    if (loop != null) {
      loop.nudge();
    }
  }

  @Override
  protected void cleanUp() {
    recordKeeper.writeAll();
  }
}
