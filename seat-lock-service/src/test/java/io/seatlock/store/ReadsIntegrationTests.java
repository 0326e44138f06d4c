package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.Baskets.Basket;
import io.seatlock.seat.Commands;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.seat.TakenSeats.Page;
import io.seatlock.seat.TakenSeats.Taken;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.ReadOperations;
import io.seatlock.store.script.ReadOperations.TakenPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A venue at a glance, and what one user holds of it. */
@SharedRedis
class ReadsIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private static final Duration SHORT = Duration.ofSeconds(1);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0),
      ClockedScript.source());

  private final Seats seats = TestRedis.seats(partitions);

  private final RedisReads reads = new RedisReads(partitions);

  ReadsIntegrationTests() {
    ClockedScript.set(redis, ClockedScript.START);
  }

  private SeatState done(SeatCommand command) {
    return ((Outcome.Done) seats.perform(command)).seats().getFirst();
  }

  private List<Page> pages(String venue) {
    List<Page> pages = new ArrayList<>();
    reads.read(venue, pages::add);
    return pages;
  }

  private List<Taken> taken(String venue) {
    return pages(venue).stream().flatMap(page -> page.seats().stream()).toList();
  }

  @Test
  void takenAreTheLiveLocksAndTheSoldSeats() {
    SeatState held = done(lock("ann \"x\"", LONG, seat("A", 1)));
    done(lock("bob", SHORT, seat("A", 2)));
    done(lock("bob", LONG, seat("A", 3)));
    SeatState sold = done(sell(by("bob"), seat("A", 3)));
    done(lock("bob", LONG, seat("A", 4)));
    done(unlock(by("bob"), seat("A", 4)));
    ClockedScript.set(redis, ClockedScript.START.plus(SHORT));

    List<Page> pages = pages("hall");

    assertThat(pages).hasSize(1);
    assertThat(pages.getFirst().at()).isEqualTo(ClockedScript.START.plus(SHORT));
    assertThat(pages.getFirst().seats()).containsExactlyInAnyOrder(
        new Taken(seat("A", 1), Status.LOCKED, held.expiresAt(), held.version()),
        new Taken(seat("A", 3), Status.FINALIZED, null, sold.version()));
  }

  @Test
  void venueWithoutSeatsIsOneEmptyPage() {
    assertThat(pages("nowhere")).hasSize(1).allMatch(page -> page.seats().isEmpty());
  }

  @Test
  void damagedSeatsAndOtherFieldsAreLeftOut() {
    done(lock("ann", LONG, seat("A", 1)));
    String sold = "{\"version\":5, \"status\":\"FINALIZED\",\"userId\":\"x\",\"lockId\":\"y\","
        + "\"lockedAt\":\"2025-01-01T00:00:00.000Z\",\"finalizedAt\":\"2025-01-01T00:00:00.000Z\"}";
    redis.commands().hset(redis.key("hall", "seats:hall"), "A_2", "{oops");
    redis.commands().hset(redis.key("hall", "seats:hall"), "no seat", sold);
    redis.commands().hset(redis.key("hall", "seats:hall"), "_1", sold);
    redis.commands().hset(redis.key("hall", "seats:hall"), "A_3", sold);

    assertThat(taken("hall")).extracting(Taken::seat).containsExactlyInAnyOrder(seat("A", 1), seat("A", 3));
  }

  @Test
  void largeVenueComesInPagesOfBoundedSize() {
    List<SeatId> row = IntStream.range(0, 3000).mapToObj(i -> seat("A", i)).toList();
    Commands.performAll(seats, row.stream().<SeatCommand>map(seat -> lock("ann", LONG, seat)).toList());

    List<Page> pages = pages("hall");

    assertThat(pages).hasSizeGreaterThan(10).allMatch(page -> page.seats().size() < 300);
    assertThat(taken("hall")).extracting(Taken::seat).containsOnlyOnceElementsOf(row);
  }

  @Test
  void scanThatAnotherServerWouldGoOnWithEnds() {
    Partition partition = partitions.of("hall");
    TakenPage elsewhere = new TakenPage("0123456789abcdef", "7", pages("hall").getFirst());

    assertThatThrownBy(() -> new ReadOperations(partition).taken("hall", elsewhere, 10))
        .isInstanceOf(SeatsUnavailable.class).hasMessageContaining("failed over");
  }

  @Test
  void basketIsWhatTheUserHoldsInTheVenue() {
    SeatState later = done(lock("ann", LONG, seat("A", 1)));
    SeatState sooner = done(lock("ann", LONG.minusSeconds(1), seat("A", 2)));
    done(lock("ann", SHORT, seat("A", 3)));
    done(lock("bob", LONG, seat("A", 4)));
    done(lock("ann", LONG, seat("A", 5)));
    done(sell(by("ann"), seat("A", 5)));
    done(lock("ann", LONG, new SeatId("club", "A", "1")));
    ClockedScript.set(redis, ClockedScript.START.plus(SHORT));

    assertThat(reads.find("ann", "hall")).isEqualTo(new Basket(ClockedScript.START.plus(SHORT),
        List.of(sooner, later)));
    assertThat(reads.find("eve", "hall").seats()).isEmpty();
  }

  @Test
  void holdingThatIsNoLockOfTheUserIsNotInTheBasket() {
    done(lock("bob", LONG, seat("A", 1)));
    String holdings = redis.key("hall", "seat-holdings:hall:ann");
    redis.commands().zadd(holdings, 5e12, "A_1");
    redis.commands().zadd(holdings, 5e12, "A_9");

    assertThat(reads.find("ann", "hall").seats()).isEmpty();
  }

  @Test
  void idsFollowTheRules() {
    assertThatThrownBy(() -> reads.find("", "hall")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> reads.find("ann", "a:b")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> reads.read("a:b", _ -> {})).isInstanceOf(InvalidRequest.class);
  }
}
