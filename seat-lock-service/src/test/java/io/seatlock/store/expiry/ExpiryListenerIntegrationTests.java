package io.seatlock.store.expiry;

import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis' own notification, with no sweep beside it. */
@SharedRedis
class ExpiryListenerIntegrationTests {

  private static final String CHANNEL = "__keyevent@0__:expired";

  private static final Duration SHORT = Duration.ofMillis(20);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  private final Seats seats = TestRedis.seats(partitions);

  private final ExpiryListener listener = new ExpiryListener(partitions, redis.connections(),
      new SetupWarnings());

  @BeforeEach
  void start() {
    listener.start();
    awaitSubscribers(1);
  }

  @AfterEach
  void stop() {
    listener.stop();
    awaitSubscribers(0);
  }

  private void awaitSubscribers(long count) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> redis.view().subscribers(CHANNEL) == count);
  }

  private Stream<String> ended() {
    return redis.events(partitions).stream().filter(event -> event.containsKey("reason"))
        .map(event -> event.get("seat") + " " + event.get("reason"));
  }

  private void awaitEnd(String seat) {
    await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(5))
        .until(() -> ended().anyMatch((seat + " expired")::equals));
  }

  @Test
  void expiredKeyFreesItsSeat() {
    seats.perform(lock("ann", SHORT, seat("A", 1)));

    awaitEnd("hall:A:1");
    new ConsistencyAssertions(redis.commands()).check();
  }

  @Test
  void keysOfOthersDoNoHarm() {
    redis.commands().psetex(redis.key("hall", "seatlock:no_seat:A:1"), 1, "1");
    redis.commands().psetex("session:1", 1, "1");
    seats.perform(lock("ann", SHORT, seat("A", 1)));

    awaitEnd("hall:A:1");
  }

  @Test
  void keyThatExpiresWhileTheSeatIsHeldFreesNothing() {
    seats.perform(lock("ann", Duration.ofMinutes(1), seat("A", 1)));
    redis.commands().pexpire(redis.key("hall", "seatlock:hall:A:1"), 1);
    seats.perform(lock("ann", SHORT, seat("A", 2)));

    awaitEnd("hall:A:2");

    assertThat(ended()).containsExactly("hall:A:2 expired");
  }

  @Test
  void listensAgainAfterItsConnectionWasCut() {
    redis.view().nodes().forEach(node -> node.clientKill(KillArgs.Builder.typePubsub()));
    awaitSubscribers(1);
    seats.perform(lock("ann", SHORT, seat("A", 1)));

    awaitEnd("hall:A:1");
  }
}
