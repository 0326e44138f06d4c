package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.Load.Call;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisServers;
import io.seatlock.store.RedisUser;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.redis.RedisPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row 12: a Sentinel replaces the primary under load. In safe mode not one answer or event is lost by it. */
@LongRunning
@OwnServers
@OnSingleRedis("Sentinel watches no cluster")
class SentinelIntegrationTests {

  private static final String NAME = "seats";

  /** Generous: the Sentinel takes some 10 s to make a replica of the lost primary, and the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(120);

  private final RedisPair pair = RedisPair.start(RedisServers.settings());

  private final RedisProcess sentinel = RedisProcess
      .start(RedisServers.withoutUsers().asSentinelOf(NAME, pair.primary().port()));

  private final KafkaProcess kafkaProcess = KafkaProcess.start(KafkaSettings.temporary());

  private final RedisClient client = RedisClient.create();

  private RunningService service;

  private RealKafka kafka;

  @BeforeAll
  void start() {
    Map<String, String> redis = Map.of("spring.data.redis.sentinel.master", NAME, "spring.data.redis.sentinel.nodes",
        "127.0.0.1:" + sentinel.port(), "spring.data.redis.username", RedisUser.SERVICE.username(),
        "spring.data.redis.password", RedisUser.SERVICE.password());
    service = RunningService.start(redis, kafkaProcess.bootstrapServers(), "spring.data.redis.timeout=1s",
        "seat-lock.durability.mode=safe", "seat-lock.durability.timeout=500ms");
    kafka = new RealKafka(kafkaProcess.bootstrapServers());
  }

  @AfterAll
  void stop() {
    kafka.close();
    service.close();
    client.shutdown();
    kafkaProcess.close();
    sentinel.close();
    pair.close();
  }

  @Test
  void nothingIsLostWhenTheReplicaTakesOver() throws Exception {
    String venue = Deployment.newVenue();
    try (Load load = new Load(venue, service::rest)) {
      awaitGrants(load);
      RedisProcess lost = pair.primary();
      RedisCommands<String, String> promoted = commands(pair.replica());

      lost.kill();
      // A Sentinel that promotes a replica also cuts all its connections, ours as well; it comes back by itself.
      await().atMost(SOON).ignoreExceptionsInstanceOf(RedisException.class)
          .until(() -> promoted.role().getFirst().equals("master"));
      lost.restart();
      awaitGrants(load);
      load.end();

      await().atMost(SOON).until(() -> promoted.hvals("seats:" + venue).stream()
          .noneMatch(seat -> seat.contains("\"status\":\"LOCKED\"")));
      await().atMost(SOON).until(() -> promoted.xlen("seat-outbox") == 0);
      History history = new History(kafka.events(venue));
      history.assertOneHolderAtATime();
      assertThat(history.seats()).allSatisfy(seat -> assertThat(seat.getLast().what()).startsWith("unlocked"));
      load.assertToldBy(history);
      System.out.printf("Sentinel: %d events, answers by status: %s%n", history.events().count(), load.byStatus());
    }
  }

  private static void awaitGrants(Load load) {
    long before = load.count(Call::isGrant);
    await().atMost(SOON).until(() -> load.count(Call::isGrant) >= before + 100);
  }

  private RedisCommands<String, String> commands(RedisProcess redis) {
    return client.connect(RedisURI.create("127.0.0.1", redis.port())).sync();
  }
}
