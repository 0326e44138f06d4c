package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Safe mode as a whole: what no replica has is neither granted nor told. */
@OwnServers
@OnSingleRedis("each of a cluster's nodes would need a replica")
class SafeModeIntegrationTests {

  private Deployment deployment;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), "seat-lock.durability.mode=safe");
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void eventsWaitForAReplica() throws InterruptedException {
    String venue = Deployment.newVenue();
    assertThat(deployment.rest().lock(venue, "A", "1", "ann", 60).status()).isEqualTo(503);

    // The relay's whole chance to send them all the same.
    Thread.sleep(1000);
    assertThat(deployment.kafka().events(venue)).isEmpty();
    assertThat(deployment.redis().outboxLength()).as("granted and taken back").isEqualTo(2);

    String follow = "replicaof 127.0.0.1 " + deployment.redis().servers().ports().getFirst();
    try (RedisProcess _ = RedisProcess.start(RedisServers.settings().withLines(follow))) {
      assertThat(new History(deployment.events(venue)).of(venue, "A", "1")).containsExactly("locked",
          "unlocked(manual)");
      assertThat(deployment.rest().lock(venue, "A", "1", "bob", 60).status()).isEqualTo(200);
    }
  }
}
