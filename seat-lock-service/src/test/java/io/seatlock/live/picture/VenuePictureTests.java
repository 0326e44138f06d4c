package io.seatlock.live.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.live.feed.SeatChange;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats.Page;
import io.seatlock.seat.TakenSeats.Taken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a picture knows that is read while another one is shown. */
class VenuePictureTests {

  private final FakeHouse house = new FakeHouse("v", 4);

  private StoredPlan plan() {
    return Objects.requireNonNull(house.find("v"));
  }

  private VenuePicture read() {
    return VenuePicture.read("v", plan(), house);
  }

  /** From two pages. */
  private VenuePicture read(Page first, Page second) {
    return VenuePicture.read("v", plan(), (_, pages) -> {
      pages.accept(first);
      pages.accept(second);
    });
  }

  private static Taken locked(String row, String seat, long version) {
    return new Taken(new SeatId("v", row, seat), Status.LOCKED, null, version);
  }

  /** Readers drop what is older than what they show. */
  @Test
  void seatThatBecameAvailableHasAHigherVersionThanBefore() {
    house.change(1, Status.LOCKED);
    VenuePicture old = read();
    long freed = house.change(1, Status.AVAILABLE).version();

    VenuePicture fresh = read();
    fresh.follow(old);

    assertThat(old.differences(fresh).stream()).containsExactly(1);
    assertThat(fresh.version(1)).isGreaterThan(old.version(1)).isGreaterThanOrEqualTo(freed);
  }

  @Test
  void seatThatStaysAvailableKeepsItsVersion() {
    house.change(1, Status.LOCKED);
    VenuePicture old = read();
    SeatChange freed = house.change(1, Status.AVAILABLE);
    old.apply(1, Occupancy.AVAILABLE, freed.version());

    VenuePicture fresh = read();
    fresh.follow(old);

    assertThat(fresh.version(1)).isEqualTo(freed.version());
    assertThat(fresh.version(2)).isZero();
  }

  @Test
  void takenSeatsAreAsTheStoreHasThem() {
    VenuePicture old = read();
    long locked = house.change(1, Status.LOCKED).version();

    VenuePicture fresh = read();
    fresh.follow(old);

    assertThat(fresh.version(1)).isEqualTo(locked);
    assertThat(fresh.status(1)).isEqualTo(Status.LOCKED);
  }

  @Test
  void whatHappensBetweenTwoPagesIsNotLost() {
    Instant begin = Instant.parse("2026-11-22T12:00:00Z");
    long at = begin.toEpochMilli() * 1000;
    Instant end = begin.plusMillis(5);

    VenuePicture picture = read(new Page(begin, List.of(locked("R0", "1", at - 1000))),
        new Page(end, List.of()));

    assertThat(picture.seq()).isEqualTo(at);
    assertThat(picture.readUntil()).isEqualTo(end);
    assertThat(picture.apply(0, Occupancy.AVAILABLE, at + 1000)).isTrue();
    assertThat(picture.state(0)).isEqualTo(Occupancy.AVAILABLE);
  }

  @Test
  void seatThatComesTwiceIsAsTheLaterPageHasIt() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    Taken sold = new Taken(new SeatId("v", "R0", "1"), Status.FINALIZED, null, 7);

    VenuePicture picture = read(new Page(now, List.of(locked("R0", "1", 6))), new Page(now, List.of(sold)));

    assertThat(picture.status(0)).isEqualTo(Status.FINALIZED);
    assertThat(picture.version(0)).isEqualTo(7);
    assertThat(picture.counts().asMap()).containsEntry("AVAILABLE", 3).containsEntry("LOCKED", 0)
        .containsEntry("FINALIZED", 1);
  }

  @Test
  void takenSeatsThatThePlanDoesNotHaveAreLeftOut() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");

    VenuePicture picture = read(new Page(now, List.of(locked("R9", "1", 1))),
        new Page(now, List.of(locked("R0", "2", 2))));

    assertThat(picture.bits()).containsExactly(0b00_01_00_00);
  }

  /** Events come late, and more than once. */
  @Test
  void eventsThatAreInThePictureAlreadyChangeNothing() {
    long locked = house.change(1, Status.LOCKED).version();
    house.change(1, Status.AVAILABLE);
    VenuePicture picture = read();
    long again = house.change(1, Status.FINALIZED).version();

    assertThat(picture.apply(1, Occupancy.of(Status.LOCKED), locked)).isFalse();
    assertThat(picture.apply(1, Occupancy.of(Status.FINALIZED), again)).isTrue();
    assertThat(picture.apply(1, Occupancy.of(Status.FINALIZED), again)).isFalse();
    assertThat(picture.status(1)).isEqualTo(Status.FINALIZED);
  }

  @Test
  void countsGoWithTheSeats() {
    house.change(0, Status.FINALIZED);
    VenuePicture picture = read();
    picture.apply(1, Occupancy.of(Status.LOCKED), house.change(1, Status.LOCKED).version());

    assertThat(picture.counts().asMap()).containsEntry("AVAILABLE", 2).containsEntry("LOCKED", 1)
        .containsEntry("FINALIZED", 1);
  }

  /** It may be another one who holds the seat now. */
  @Test
  void sameStateOfALaterVersionIsADifference() {
    house.change(1, Status.LOCKED);
    VenuePicture old = read();
    house.change(1, Status.LOCKED);

    assertThat(old.differences(read()).stream()).containsExactly(1);
  }

  /** An event may be newer than the beginning of a reading that shows what became of it. */
  @Test
  void seatThatWasTakenAndFreedDuringTheReadingHasAHigherVersionThanBefore() {
    VenuePicture old = read();
    VenuePicture fresh = read();
    long locked = house.change(1, Status.LOCKED).version();
    old.apply(1, Occupancy.of(Status.LOCKED), locked);

    fresh.follow(old);

    assertThat(fresh.version(1)).isGreaterThan(locked);
  }
}
