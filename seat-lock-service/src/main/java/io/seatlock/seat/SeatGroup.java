package io.seatlock.seat;

import java.util.HashSet;
import java.util.List;

/**
 * 1 to 50 different seats of one venue. A command applies to all of them or to none.
 *
 * @param list whether the caller gave the seats as a list. A refused list is answered with its conflicts. A repeated
 *     list gets the same lock back only if it names exactly the seats of that lock
 */
public record SeatGroup(List<SeatId> seats, boolean list) {

  public static final int MAX_SEATS = 50;

  public SeatGroup {
    seats = List.copyOf(seats);
    if (seats.isEmpty() || seats.size() > MAX_SEATS) {
      throw new InvalidRequest("seats", "must name 1 to " + MAX_SEATS + " seats");
    }
    if (seats.size() > 1) {
      requireDistinct(seats);
    }
  }

  private static void requireDistinct(List<SeatId> seats) {
    if (new HashSet<>(seats).size() != seats.size()) {
      throw new InvalidRequest("seats", "names a seat twice; name each seat once");
    }
    if (seats.stream().map(SeatId::venueId).distinct().count() != 1) {
      throw new InvalidRequest("seats", "must all belong to the same venue");
    }
  }

  public static SeatGroup of(SeatId seat) {
    return new SeatGroup(List.of(seat), false);
  }

  public String venueId() {
    return seats.getFirst().venueId();
  }
}
