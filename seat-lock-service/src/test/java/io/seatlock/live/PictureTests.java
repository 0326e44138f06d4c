package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatState.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a picture knows that is read while another one is shown. */
class PictureTests {

  private final FakeHouse house = new FakeHouse("v", 4);

  private Picture read() {
    StoredPlan plan = Objects.requireNonNull(house.find("v"));
    return Picture.read("v", plan, house);
  }

  /** Readers drop what is older than what they show. */
  @Test
  void seatThatBecameAvailableHasAHigherVersionThanBefore() {
    house.change(1, Status.LOCKED);
    Picture old = read();
    long freed = house.change(1, Status.AVAILABLE).version();

    Picture fresh = read();
    fresh.follow(old);

    assertThat(old.differences(fresh).stream()).containsExactly(1);
    assertThat(fresh.version(1)).isGreaterThan(old.version(1)).isGreaterThanOrEqualTo(freed);
  }

  @Test
  void seatThatStaysAvailableKeepsItsVersion() {
    house.change(1, Status.LOCKED);
    Picture old = read();
    SeatChange freed = house.change(1, Status.AVAILABLE);
    old.apply(1, Occupancy.AVAILABLE, freed.version());

    Picture fresh = read();
    fresh.follow(old);

    assertThat(fresh.version(1)).isEqualTo(freed.version());
    assertThat(fresh.version(2)).isZero();
  }

  @Test
  void takenSeatsAreAsTheStoreHasThem() {
    Picture old = read();
    long locked = house.change(1, Status.LOCKED).version();

    Picture fresh = read();
    fresh.follow(old);

    assertThat(fresh.version(1)).isEqualTo(locked);
    assertThat(fresh.status(1)).isEqualTo(Status.LOCKED);
  }
}
