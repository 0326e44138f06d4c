package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ScriptOutputType;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.store.LogLines;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Redis that is started again with a big file answers at once, and refuses everything until it has read the file. */
@LongRunning
@OwnServers
@OnSingleRedis("the nodes of a cluster load one by one")
class LoadingRedisIntegrationTests {

  /** Generous, since the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String LOADING = "LOADING Redis is loading the dataset in memory";

  /** Together with the delay for each: some ten seconds. */
  private static final String MANY_KEYS = "for i = 1, 40000 do redis.call('set', 'other:' .. i, '1') end";

  @Test
  void redisThatLoadsIsAnOutageWithItsOwnReasonUntilItHasLoaded() throws InterruptedException {
    String venue = Deployment.newVenue();
    // Kafka is away, which keeps nobody from a seat.
    try (RealRedis redis = RealRedis.start("key-load-delay 200", "appendfsync always");
        RunningService service = RunningService.start(redis.servers(), "127.0.0.1:" + LoopbackPorts.free());
        LogLines log = service.log("io.seatlock")) {
      await().atMost(SOON).until(() -> service.rest().lock(venue, "A", "1", "ann", 600).status() == 200);
      redis.commands().eval(MANY_KEYS, ScriptOutputType.STATUS);

      redis.servers().kill();
      Thread restart = Thread.startVirtualThread(redis.servers()::restart);

      await().atMost(SOON)
          .untilAsserted(() -> assertThat(reasons(service)).singleElement().asString().contains(LOADING));
      Answer answer = service.rest().lock(venue, "A", "2", "ann", 60);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfter()).isPositive();
      assertThat(service.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(service.rest().get("/actuator/health/liveness").status()).isEqualTo(200);

      restart.join();
      await().atMost(SOON).until(() -> service.rest().get("/actuator/health/readiness").status() == 200);
      assertThat(service.rest().lock(venue, "A", "2", "ann", 60).status()).isEqualTo(200);
      assertThat(service.rest().lock(venue, "A", "1", "bob", 60).status()).isEqualTo(409);
      await().atMost(SOON).until(() -> lines(log, "INFO No longer so: ").count() == 1);
      assertThat(lines(log, "WARN ")).singleElement().asString().startsWith("WARN Redis is still loading its data");
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
          .filteredOn(line -> !line.contains("Kafka")).as("the end of the old process, and the new one that loads")
          .hasSize(2);
    }
  }

  private static Stream<String> lines(LogLines log, String beginning) {
    return log.lines().stream().filter(line -> line.startsWith(beginning) && line.contains(LOADING));
  }

  private static List<String> reasons(RunningService service) {
    return service.rest().get("/actuator/health").json().at("/components/seatStore/details/reasons").valueStream()
        .map(reason -> reason.asString()).toList();
  }
}
