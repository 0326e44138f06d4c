package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.RedisServers;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests over Kafka while one primary of a Redis Cluster is away and nobody takes over. */
@LongRunning
@OwnServers
class ClusterRequestsIntegrationTests {

  private static final String LOCK = "seat.lock.requested";

  private static final Duration LATER = Duration.ofSeconds(60);

  private RedisCluster cluster;

  private Deployment deployment;

  @BeforeAll
  void start() {
    cluster = RedisCluster.start(
        RedisClusterSettings.of(3, RedisServers.settings().withLines("cluster-require-full-coverage no")));
    deployment = new Deployment(RealRedis.of(cluster), "spring.data.redis.timeout=2s");
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void onlyTheVenuesOfThePrimaryThatIsAwayWait() {
    String there = Deployment.newVenue();
    RedisProcess lost = primary(there);
    String elsewhere = Stream.generate(Deployment::newVenue).filter(venue -> !primary(venue).equals(lost)).findFirst()
        .orElseThrow();
    RealKafka kafka = deployment.kafka();
    kafka.awaitTopics();
    lost.kill();

    List<String> mixed = new ArrayList<>();
    for (int seat = 0; seat < 20; seat++) {
      mixed.add(lock(there, seat));
      mixed.add(lock(elsewhere, seat));
    }
    kafka.sendTogether(LOCK, elsewhere, mixed.toArray(String[]::new));
    await().atMost(LATER).until(() -> kafka.events(elsewhere).size() == 20);
    assertThat(kafka.events(there)).isEmpty();
    // The others are no longer held up by those that wait.
    for (int seat = 20; seat < 30; seat++) {
      long asked = System.nanoTime();
      int expected = seat + 1;
      kafka.sendTogether(LOCK, elsewhere, lock(there, seat), lock(elsewhere, seat));
      await().atMost(LATER).pollInterval(Duration.ofMillis(20)).until(() -> kafka.events(elsewhere).size() == expected);
      System.out.printf("Answered beside those that wait after %d ms%n", (System.nanoTime() - asked) / 1_000_000);
    }

    lost.restart();
    cluster.awaitReady();
    kafka.awaitRequestsServed();
    await().atMost(LATER).until(() -> kafka.events(there).size() >= 30);
    assertThat(kafka.events(there)).hasSize(30).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(kafka.events(elsewhere)).hasSize(30).allSatisfy(event -> assertThat(event.what()).isEqualTo("locked"));
  }

  private RedisProcess primary(String venue) {
    return cluster.awaitPrimaryOf(deployment.redis().seats(venue));
  }

  private static String lock(String venue, int seat) {
    return Rest.json("venueId", venue, "row", "A", "seat", "" + seat, "userId", "u1", "timeoutSeconds", 600);
  }
}
