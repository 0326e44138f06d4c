package io.seatlock.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.LockLimits;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instance relays a partition, by how long ago each has asked. */
@SharedRedis
class LeaseIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  /** A venue in the first partition, however many there are; which instance gets a lease depends on its number. */
  private static final String IN_THE_FIRST = "x";

  private final TestRedis redis = TestRedis.emptied();

  private final String lease = redis.key(IN_THE_FIRST, "seat-outbox-lease");

  private final String instances = redis.key(IN_THE_FIRST, "seat-outbox-instances");

  private final Outbox first = new Outbox(redis.partitions(new LockLimits(null, null, null, null, 0)).of(IN_THE_FIRST),
      redis.connections());

  @Test
  void onlyOneHoldsTheLease() {
    assertThat(first.lease("a", LONG, false)).isTrue();
    assertThat(first.lease("b", LONG, false)).isFalse();
    assertThat(first.lease("a", LONG, false)).isTrue();
    assertThat(redis.commands().get(lease)).isEqualTo("a");
  }

  @Test
  void leaseIsHandedBackByItsOwnerOnly() {
    first.lease("a", LONG, false);
    first.handBack("b");
    assertThat(first.lease("b", LONG, false)).isFalse();

    first.handBack("a");
    first.handBack("a");
    assertThat(first.lease("b", LONG, false)).isTrue();
  }

  @Test
  void leasesAreSharedEvenlyByThoseWhoAsk() {
    Partitions eight = redis.partitions(8, new LockLimits(null, null, null, null, 0));
    List<Outbox> outboxes = eight.all().stream().map(each -> new Outbox(each, redis.connections())).toList();
    outboxes.forEach(each -> assertThat(each.lease("a", LONG, false)).isTrue());

    Map<String, Set<Integer>> held = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      held.clear();
      for (String owner : List.of("a", "b", "c")) {
        outboxes.stream().filter(each -> each.lease(owner, LONG, false))
            .forEach(each -> held.computeIfAbsent(owner, _ -> new TreeSet<>()).add(each.partition()));
      }
    }

    assertThat(held).containsOnlyKeys("a", "b", "c");
    assertThat(held.values().stream().map(Set::size).sorted()).containsExactly(2, 3, 3);
    assertThat(held.values().stream().mapToInt(Set::size).sum()).as("held by one each").isEqualTo(8);
  }

  @Test
  void holderWithEventsUnderWayDoesNotGiveWay() {
    first.lease("b", LONG, false);
    first.lease("a", LONG, false);

    assertThat(first.lease("b", LONG, true)).isTrue();
    assertThat(first.lease("a", LONG, false)).as("the preferred one").isFalse();
    assertThat(first.lease("b", LONG, false)).as("gives way").isFalse();
    assertThat(first.lease("a", LONG, false)).isTrue();
  }

  @Test
  void leaseForAnHeirWhoDiedEndsWithItsPresence() throws InterruptedException {
    first.lease("a", LONG, false);
    first.handBack("a");
    first.lease("b", LONG, false);
    first.lease("a", LONG, false);

    assertThat(first.lease("b", LONG, false)).as("gives way to a, who never comes back").isFalse();
    Thread.sleep(60);
    assertThat(first.lease("b", Duration.ofMillis(50), false)).isTrue();
    assertThat(redis.commands().zrange(instances, 0, -1)).containsExactly("b");
  }

  @Test
  void leaseEndsWithThePresenceOfItsHolder() throws InterruptedException {
    first.lease("a", LONG, false);
    Thread.sleep(25);

    assertThat(first.lease("b", LONG, false)).isFalse();
    assertThat(first.lease("b", Duration.ofMillis(20), false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -30, 30, 3600})
  void deadHoldersLeaseIsTakenAtOnceAfterRedisClockWasSet(long seconds) {
    Outbox clocked = clocked();
    Duration lease = Duration.ofSeconds(3);
    ClockedScript.set(redis, ClockedScript.START);
    assertThat(clocked.lease("a", lease, false)).isTrue();

    ClockedScript.set(redis, ClockedScript.START.plusSeconds(seconds));

    assertThat(clocked.lease("b", lease, false)).isTrue();
    assertThat(clocked.lease("b", lease, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1000, -300, -1, 0, 1, 2999})
  void holderIsPresentThoughTheClockWasCorrectedALittle(long millis) {
    Outbox clocked = clocked();
    Duration lease = Duration.ofSeconds(3);
    ClockedScript.set(redis, ClockedScript.START);
    assertThat(clocked.lease("a", lease, false)).isTrue();

    ClockedScript.set(redis, ClockedScript.START.plusMillis(millis));

    assertThat(clocked.lease("b", lease, false)).isFalse();
  }

  /** At the worst moment: the clock is set back by just as much as is taken for a correction. */
  @Test
  void deadHoldersLeaseIsTakenWithinItsDurationAndASecond() {
    Outbox clocked = clocked();
    Duration lease = Duration.ofSeconds(3);
    ClockedScript.set(redis, ClockedScript.START.plusMillis(1000));
    clocked.lease("a", lease, false);

    ClockedScript.set(redis, ClockedScript.START);
    assertThat(clocked.lease("b", lease, false)).isFalse();
    ClockedScript.set(redis, ClockedScript.START.plusMillis(4000));
    assertThat(clocked.lease("b", lease, false)).isTrue();
  }

  private Outbox clocked() {
    return new Outbox(redis.partitions(new LockLimits(null, null, null, null, 0), ClockedScript.source()).of("hall"),
        redis.connections());
  }

  @Test
  void leaseKeysOfAWrongTypeAreTakenAway() {
    redis.commands().lpush(lease, "by hand");
    redis.commands().set(instances, "by hand");
    assertThat(first.lease("a", LONG, false)).isTrue();

    redis.commands().del(lease, instances);
    redis.commands().lpush(lease, "by hand");
    redis.commands().set(instances, "by hand");
    first.handBack("a");
    assertThat(redis.commands().exists(lease, instances)).isZero();
  }
}
