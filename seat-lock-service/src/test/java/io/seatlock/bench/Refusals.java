package io.seatlock.bench;

import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.redis.RedisPair;
import java.util.List;

/** How many locks of free seats safe mode refuses while its replica is healthy: there should be none. */
final class Refusals {

  private static final int MOST_INSTANCES = 3;

  private static final int FIRST_PORT = 18131;

  private final KafkaProcess kafka;

  private final int seconds;

  Refusals(KafkaProcess kafka, int seconds) {
    this.kafka = kafka;
    this.seconds = seconds;
  }

  void measure() throws Exception {
    for (int partitions : List.of(1, 4)) {
      try (RedisPair redis = RedisPair.start(RedisSettings.temporary());
          Instances instances = Instances.start(MOST_INSTANCES, FIRST_PORT, redis.primary(), kafka,
              "--seat-lock.durability.mode=safe", "--seat-lock.partitions=" + partitions)) {
        Wrk.run("warm", instances.bases(), "/locks", 8, seconds);
        for (int count = 1; count <= MOST_INSTANCES; count++) {
          for (int connections : List.of(2, 64)) {
            measure(instances, partitions, count, connections);
          }
        }
      }
    }
  }

  private void measure(Instances instances, int partitions, int count, int connections) throws Exception {
    String name = "refusals-" + count + "-" + connections;
    Wrk.Result result = Wrk.run(name, instances.bases(count), "/locks", connections, seconds);
    Bench.say(
        "Safe mode, replica healthy, %d partitions, %d instances, %d connections each: %,d of %,d refused (%.2f %%)",
        partitions, count, connections, result.refused(), result.requests(), result.percentRefused());
  }
}
