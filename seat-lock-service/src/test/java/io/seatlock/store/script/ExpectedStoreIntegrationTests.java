package io.seatlock.store.script;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.look;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.expiry.Sweep;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that is meant for another store carries out nothing. */
@SharedRedis
class ExpectedStoreIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final LockLimits LIMITS = new LockLimits(null, null, null, null, 0);

  private final TestRedis redis = TestRedis.emptied();

  private final String identity = redis.key("hall", "seat-identity");

  private final List<String> found = new ArrayList<>();

  private final Partitions partitions = redis.partitions(LIMITS, _ -> new ExpectedStore() {

    @Override
    public Expected expected() {
      return new Expected("first", 5);
    }

    @Override
    public SeatsUnavailable otherStore(UnexpectedStore other) {
      found.add(String.valueOf(other.getMessage()));
      return new SeatsUnavailable("another store", other);
    }
  });

  private final Seats seats = TestRedis.seats(partitions);

  @BeforeEach
  void seatsOfTheRightStore() {
    redis.commands().hset(identity, Map.of("epoch", "first", "beat", "5"));
    assertThat(seats.perform(lock("ann", LONG, seat("A", 1)))).isInstanceOf(Outcome.Done.class);
    assertThat(seats.perform(lock("bob", LONG, seat("A", 2)))).isInstanceOf(Outcome.Done.class);
    assertThat(found).isEmpty();
  }

  @Test
  void emptiedStoreIsNotTouched() {
    redis.commands().flushall();

    assertNothingIsCarriedOut();
    assertThat(found).isNotEmpty().containsOnly("its epoch is missing, its beat missing");
  }

  @Test
  void storeOfAnotherEpochIsNotTouched() {
    redis.commands().hset(identity, "epoch", "second");

    assertNothingIsCarriedOut();
    assertThat(found).isNotEmpty().containsOnly("its epoch is second, its beat 5");
  }

  @Test
  void storeThatWentBackIsNotTouched() {
    redis.commands().hset(identity, "beat", "4");

    assertNothingIsCarriedOut();
    assertThat(found).isNotEmpty().containsOnly("its epoch is first, its beat 4");
  }

  @Test
  void beatThatIsNoNumberIsTakenForTheLowest() {
    redis.commands().hset(identity, "beat", "often");

    assertNothingIsCarriedOut();
  }

  @Test
  void identityOfTheWrongTypeIsNamed() {
    redis.commands().del(identity);
    redis.commands().set(identity, "something else");

    assertThatThrownBy(() -> seats.perform(look(seat("A", 1)))).isInstanceOf(SeatsUnavailable.class)
        .hasMessageContaining(identity);
  }

  @Test
  void newerStateOfTheSameStoreIsServed() {
    redis.commands().hset(identity, "beat", "10");

    assertThat(seats.perform(unlock(by("ann"), seat("A", 1)))).isInstanceOf(Outcome.Done.class);
  }

  private void assertNothingIsCarriedOut() {
    Map<String, String> before = everything();
    List<SeatCommand> commands = List.of(lock("eve", LONG, seat("A", 3)), look(seat("A", 1)),
        unlock(by("ann"), seat("A", 1)), sell(by("bob"), seat("A", 2)),
        new SeatCommand.Extend(Commands.group(seat("A", 1)), by("ann"), LONG),
        new SeatCommand.Release(Commands.group(seat("A", 2)), by("bob")), new SeatCommand.Expire(seat("A", 1)));
    for (SeatCommand command : commands) {
      assertThatThrownBy(() -> seats.perform(command)).isInstanceOf(SeatsUnavailable.class).hasMessage("another store");
    }
    Partition partition = partitions.of("hall");
    Outbox outbox = new Outbox(partition, redis.connections());
    assertThatThrownBy(() -> outbox.lease("me", LONG, false)).isInstanceOf(SeatsUnavailable.class);
    assertThatThrownBy(() -> outbox.confirm(List.of(OutboxEntry.read("9999999999999-0", Map.of()))))
        .isInstanceOf(SeatsUnavailable.class);
    assertThatThrownBy(() -> new Sweep(partitions, LONG).runOnce(partition)).isInstanceOf(SeatsUnavailable.class);
    assertThat(everything()).isEqualTo(before);
  }

  private Map<String, String> everything() {
    return redis.commands().keys("*").stream().collect(Collectors.toMap(Function.identity(), key -> Base64.getEncoder()
        .encodeToString(redis.view().binary().dump(key.getBytes(StandardCharsets.UTF_8)))));
  }
}
