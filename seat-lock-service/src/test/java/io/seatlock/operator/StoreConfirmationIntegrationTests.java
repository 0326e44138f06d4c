package io.seatlock.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.identity.OtherPartitionCount;
import io.seatlock.store.identity.StoreRecord;
import io.seatlock.store.identity.StoreRecords;
import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.IdentitySettings;
import io.seatlock.store.settings.StoreSettings;
import io.seatlock.store.settings.SweepSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The store belongs to the deployment with Kafka cluster "theirs", and an operator with "ours" wants to confirm it. */
@SharedRedis
class StoreConfirmationIntegrationTests {

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final StoreSettings settings = new StoreSettings(partitions.all().size(),
      new SweepSettings(Duration.ofMillis(100), true),
      new DurabilitySettings(DurabilitySettings.Mode.FAST, 1, Duration.ofMillis(400)),
      new IdentitySettings(true, Duration.ofSeconds(3)));

  /** A client that has just been started may need longer than its limit for its first answers. */
  @ParameterizedTest
  @CsvSource({"0, belongs to the Kafka cluster theirs", "2, belongs to the Kafka cluster theirs",
      "3, only Redis is checked"})
  void kafkaIsAskedUpToThreeTimes(int failures, String sentence) {
    partitions.all().forEach(partition -> new IdentityOperations(partition).create("1795348800000-11111111",
        settings.partitions(), "theirs"));
    List<String> output = new ArrayList<>();

    new StoreConfirmation(partitions, OtherPartitionCount.of(settings, redis.connections()), new SlowKafka(failures),
        settings).run(true, false, output::add);

    assertThat(output).filteredOn(line -> line.contains(sentence)).hasSize(1);
    assertThat(output).filteredOn(line -> line.contains("can't be read")).hasSize(failures == 3 ? 1 : 0);
  }

  /** Every instance refuses this Redis while the key is there, so the command must get rid of it. */
  @Test
  void storeWithAnUnreadableNumberOfPartitionsIsReplaced() {
    String other = new Keys(0, settings.partitions() == 1 ? 2 : 1).identity();
    redis.commands().hset(other, "partitions", "many");
    List<String> output = new ArrayList<>();

    StoreConfirmation.Result result = new StoreConfirmation(partitions,
        OtherPartitionCount.of(settings, redis.connections()), new SlowKafka(0), settings)
        .run(false, true, output::add);

    assertThat(result.confirmed()).isEqualTo(settings.partitions());
    assertThat(output).filteredOn(line -> line.contains("an unreadable number of partitions")).hasSize(1);
    assertThat(redis.commands().exists(other)).isZero();
  }

  private static final class SlowKafka implements StoreRecords {

    private int failures;

    SlowKafka(int failures) {
      this.failures = failures;
    }

    @Override
    public String clusterId() {
      if (failures-- > 0) {
        throw new IllegalStateException("no answer in time");
      }
      return "ours";
    }

    @Override
    public Map<String, StoreRecord> read() {
      return Map.of();
    }

    @Override
    public void write(Map<String, StoreRecord> stores) {}
  }
}
