package io.seatlock.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.IdentitySettings;
import io.seatlock.store.settings.StoreSettings;
import io.seatlock.store.settings.SweepSettings;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rounds of instances that share a Redis. */
@SharedRedis
class IdentityWatchIntegrationTests {

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions unguarded = redis.partitions(LIMITS);

  private final int count = unguarded.all().size();

  private final String identity = new Keys(0, count).identity();

  private final StoreStatus status = new StoreStatus(count);

  private final StoreSettings settings = new StoreSettings(count, new SweepSettings(Duration.ofMillis(100), true),
      new DurabilitySettings(DurabilitySettings.Mode.FAST, 1, Duration.ofMillis(400)),
      new IdentitySettings(true, Duration.ofSeconds(3)));

  /** One instance of the service. */
  private final class Instance {

    private final FakeStoreRecords records = new FakeStoreRecords();

    private final KnownStores stores = KnownStores.of(settings);

    private final StoreRecordKeeper keeper = new StoreRecordKeeper(records, stores.byName(), new SetupWarnings(),
        System::nanoTime);

    private final IdentityWatch watch = new IdentityWatch(stores, redis.partitions(LIMITS, stores::of), unguarded,
        OtherPartitionCount.of(settings, redis.connections()), new Recognition(settings), keeper, status);

    private void runOnce() {
      watch.runOnce();
      keeper.runOnce();
    }
  }

  @Test
  void beatsAreRecordedByAnInstanceThatReachesKafkaThoughAnotherCountsThem() {
    Instance away = new Instance();
    away.records.isAway = true;
    Instance other = new Instance();

    for (int i = 0; i < 25; i++) {
      away.runOnce();
      other.runOnce();
    }

    assertThat(Objects.requireNonNull(other.records.kept.get(identity)).beat()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void storeThatCanNotBeExaminedIsAProblemUntilItCan() {
    Instance instance = new Instance();
    String other = new Keys(0, count == 1 ? 2 : 1).identity();
    redis.commands().set(other, "something else");

    instance.runOnce();
    assertThat(instance.stores.of(0).isTrusted()).isFalse();
    assertThat(status.reasons()).singleElement().asString().contains(other, "WRONGTYPE");

    redis.commands().del(other);
    instance.runOnce();

    assertThat(instance.stores.of(0).isTrusted()).isTrue();
    assertThat(status.reasons()).isEmpty();
  }
}
