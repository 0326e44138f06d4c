package io.seatlock.faults.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The failures that the rig answers for, under the numbers they have in our list of what breaks such systems. */
public final class Rows {

  /**
   * One failure.
   *
   * @param tests classes of seat-lock-service that show it as well, or instead where no schedule does
   */
  public record Row(int number, String failure, List<String> tests) {}

  private static final Map<Integer, Row> ALL = new TreeMap<>();

  static {
    row(1, "expiry announced late under many keys with a TTL", "ExpiryIntegrationTests");
    row(2, "a stale notification frees the next holder's seat", "store.expiry.ExpiryListenerIntegrationTests",
        "store.script.MutantIntegrationTests");
    row(3, "many instances handle one expiry many times", "TwoInstancesIntegrationTests");
    row(4, "everything is down when the deadline passes");
    row(5, "the notification listener goes deaf", "store.expiry.ExpiryListenerIntegrationTests");
    row(6, "Redis Cluster: slots, notifications of each node", "store.PartitionedSeatsIntegrationTests",
        "store.script.KeysTests");
    row(7, "a managed Redis forbids CONFIG", "store.AclIntegrationTests");
    row(8, "a crash between two steps", "store.script.ModelIntegrationTests");
    row(9, "dual write to Redis and Kafka", "KafkaOutageIntegrationTests");
    row(10, "order broken by parallel relays", "TwoInstancesIntegrationTests");
    row(11, "the outbox grows while Kafka is away", "KafkaOutageIntegrationTests");
    row(12, "a fail-over loses acknowledged writes");
    row(13, "Redis is not durable, or evicts", "store.health.SetupCheckIntegrationTests");
    row(14, "a retry meets its own lock", "RaceIntegrationTests");
    row(15, "a slow Redis piles up threads", "RedisOutageIntegrationTests", "store.script.GroupCommitTests");
    row(16, "poison records", "BadRecordsIntegrationTests");
    row(17, "Redis is away while consuming", "RedisOutageIntegrationTests");
    row(18, "a rebalance repeats records", "KafkaRequestsIntegrationTests");
    row(23, "deploy under load", "TwoInstancesIntegrationTests", "RedisOutageIntegrationTests");
    row(24, "wrong clocks", "ArchitectureTests");
    row(27, "several instances in safe mode disturb each other", "SafeModeIntegrationTests",
        "store.safe.SeveralWritersIntegrationTests");
    row(28, "refused changes fill the store", "SafeModeIntegrationTests", "store.safe.NoReplicaIntegrationTests");
  }

  private Rows() {}

  private static void row(int number, String failure, String... tests) {
    ALL.put(number, new Row(number, failure, List.of(tests)));
  }

  /** By number. */
  public static List<Row> all() {
    return List.copyOf(ALL.values());
  }
}
