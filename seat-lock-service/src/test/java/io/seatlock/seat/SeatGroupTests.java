package io.seatlock.seat;

import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatGroupTests {

  private static List<SeatId> row(int seats) {
    return IntStream.range(0, seats).mapToObj(i -> seat("A", i)).toList();
  }

  @Test
  void oneToFiftySeatsAreAGroup() {
    assertThat(new SeatGroup(row(1), true).seats()).hasSize(1);
    assertThat(new SeatGroup(row(50), true).seats()).isEqualTo(row(50));
  }

  @Test
  void noneAndFiftyOneAreNot() {
    assertRefused(row(0));
    assertRefused(row(51));
  }

  @Test
  void seatNamedTwiceIsRefused() {
    assertRefused(List.of(seat("A", 1), seat("A", 2), seat("A", 1)));
  }

  @Test
  void seatsOfTwoVenuesAreRefused() {
    assertRefused(List.of(seat("A", 1), new SeatId("club", "A", "1")));
  }

  @Test
  void seatNamedAloneIsNoList() {
    assertThat(SeatGroup.of(seat("A", 1))).isEqualTo(new SeatGroup(row(2).subList(1, 2), false));
  }

  private static void assertRefused(List<SeatId> seats) {
    assertThatThrownBy(() -> new SeatGroup(seats, true)).isInstanceOfSatisfying(InvalidRequest.class,
        e -> assertThat(e.field()).isEqualTo("seats"));
  }
}
