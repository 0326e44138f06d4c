package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import io.seatlock.store.OnSingleRedis;
import io.seatlock.store.RedisUser;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A change needs several rights in Redis, and one that lacks a right half-way has already written its event. So it is
 * not begun while a right is known to be missing; that one change must have met it is all that may be seen.
 */
@LongRunning
@OwnServers
@OnSingleRedis("rights are given to one server")
class MissingRightIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static void right(RealRedis servers, AclSetuserArgs change) {
    servers.nodes().getFirst().aclSetuser(RedisUser.SERVICE.username(), change);
  }

  private static AclSetuserArgs without(CommandType command) {
    return AclSetuserArgs.Builder.removeCommand(command);
  }

  private static AclSetuserArgs with(CommandType command) {
    return AclSetuserArgs.Builder.addCommand(command);
  }

  @Test
  void rightThatIsTakenAwayCostsOneEventAtMost() {
    RealRedis servers = RealRedis.start();
    try (Deployment deployment = new Deployment(servers)) {
      Rest rest = deployment.rest();
      assertThat(rest.lock("hall", "A", "0", "ann", 60).status()).isEqualTo(200);
      assertThat(rest.lock("hall", "A", "1", "bob", 5).status()).isEqualTo(200);
      int before = deployment.events("hall").size();
      right(servers, without(CommandType.HSET));

      await().atMost(SOON).until(() -> rest.get("/actuator/health/readiness").status() == 503);
      int met = deployment.events("hall").size();
      IntStream.range(0, 50)
          .forEach(i -> assertThat(rest.lock("hall", "B", "" + i, "ann", 60).status()).isEqualTo(503));
      // The sweep has met bob's deadline meanwhile, again and again.
      await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
      assertThat(deployment.events("hall").size()).isEqualTo(met).isLessThanOrEqualTo(before + 1);
      assertThat(rest.get("/seats/status?venueId=hall&row=A&seat=0").status()).isEqualTo(200);

      right(servers, with(CommandType.HSET));
      await().atMost(SOON).until(() -> rest.lock("hall", "B", "0", "ann", 60).status() == 200);
      await().atMost(SOON).until(() -> rest.get("/actuator/health/readiness").status() == 200);
    }
  }

  @Test
  void rightThatIsMissingFromTheStartCostsNothing() {
    RealRedis servers = RealRedis.start();
    right(servers, without(CommandType.ZADD));
    try (Deployment deployment = new Deployment(servers)) {
      assertThat(deployment.rest().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(
          deployment.rest().get("/actuator/health").json().at("/components/seatStore/details/reasons").toString())
          .contains("ZADD");
      assertThat(deployment.rest().lock("hall", "A", "1", "ann", 60).status()).isEqualTo(503);
      assertThat(servers.nodes().getFirst().exists("seat-outbox")).isZero();

      right(servers, with(CommandType.ZADD));
      await().atMost(SOON).until(() -> deployment.rest().lock("hall", "A", "1", "ann", 60).status() == 200);
    }
  }
}
