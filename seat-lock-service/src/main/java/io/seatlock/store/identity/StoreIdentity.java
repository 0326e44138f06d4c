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

  private final StoreRecordKeeper outside;

  private final AtomicReference<@Nullable Loop> looks = new AtomicReference<>();

  public StoreIdentity(KnownStores stores, IdentityWatch watch, StoreRecordKeeper outside) {
    super(PHASE);
    this.stores = stores;
    this.watch = watch;
    this.outside = outside;
    stores.all().forEach(store -> store.onSuspicion(this::lookSoon));
  }

  /**
   * Whether the Kafka cluster that this instance reaches is known to be the one to which the store's events are sent.
   * Before that, no request may be read from it. One trusted partition is enough.
   */
  public boolean isBoundToKafka() {
    return stores.all().stream().noneMatch(KnownStore::isForeign)
        && stores.all().stream().anyMatch(KnownStore::isBound);
  }

  /** Why the store's state can't be recorded in Kafka; empty if it can. */
  List<String> warnings() {
    return outside.problem().stream().map(problem -> "The state of the store can't be recorded in Kafka, so only "
        + "running instances detect one that was emptied or set back: " + problem).toList();
  }

  /** @throws ForeignStore if the store belongs to another deployment */
  @Override
  protected List<Loop> startLoops() {
    outside.runOnce();
    watch.runOnce();
    stores.all().stream().filter(KnownStore::isForeign).findFirst().ifPresent(foreign -> {
      throw new ForeignStore(String.valueOf(foreign.refusal()));
    });
    Loop looking = Loop.start("store-identity", watch::runOnce);
    looks.set(looking);
    return List.of(looking, Loop.start("store-memory", this::recall));
  }

  private Duration recall() {
    String before = outside.kafka();
    Duration rest = outside.runOnce();
    if (!before.equals(outside.kafka())) {
      lookSoon();
    }
    return rest;
  }

  private void lookSoon() {
    Loop looking = looks.get();
    if (looking != null) {
      looking.nudge();
    }
  }

  @Override
  protected void cleanUp() {
    outside.rememberAll();
  }
}
