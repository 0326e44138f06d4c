package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.store.LogLines;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisServers;
import io.seatlock.store.RedisUser;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.redis.RedisPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The primary becomes a replica and lives on, so that no connection ends. The address of the service leads new
 * connections to the new primary, as a proxy, a virtual address or a name server does it.
 */
@LongRunning
@OwnServers
@OnSingleRedis("a cluster tells its clients where the primary is")
class DemotedPrimaryIntegrationTests {

  /** Generous, since the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void newPrimaryIsUsedWithoutARestartThoughNoConnectionWasLost() {
    try (RedisPair pair = RedisPair.start(RedisServers.settings());
        KafkaProcess kafka = KafkaProcess.start(KafkaSettings.temporary());
        TcpProxy proxy = new TcpProxy(pair.primary().port());
        RunningService service = start(proxy, kafka);
        LogLines log = service.log("io.seatlock")) {
      Rest rest = service.rest();
      await().atMost(SOON).until(() -> rest.lock("hall", "A", "1", "ann", 600).status() == 200);
      await().atMost(SOON).until(() -> fields(pair.replica().port()) == 1);

      pair.promote();
      proxy.retargetNew(pair.primary().port());
      pair.rejoin();

      await().atMost(SOON).until(() -> rest.lock("hall", "A", "2", "ann", 60).status() == 200);
      await().atMost(SOON).until(() -> rest.get("/actuator/health/readiness").status() == 200);
      assertThat(fields(pair.primary().port())).isEqualTo(2);
      await().atMost(SOON).until(() -> rest.lock("hall", "A", "1", "bob", 60).status() == 409);
      // The loops that met it may say so, too.
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN Redis is a replica now")).hasSize(1);
      assertThat(log.lines()).noneMatch(line -> line.contains("changed by hand"));
    }
  }

  private static RunningService start(TcpProxy proxy, KafkaProcess kafka) {
    Map<String, String> redis = Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port",
        String.valueOf(proxy.port()), "spring.data.redis.username", RedisUser.SERVICE.username(),
        "spring.data.redis.password", RedisUser.SERVICE.password());
    return RunningService.start(redis, kafka.bootstrapServers(), "spring.data.redis.timeout=2s");
  }

  /** Seats that this server has stored. */
  private static long fields(int port) {
    try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port))) {
      return client.connect().sync().hlen("seats:hall");
    }
  }
}
