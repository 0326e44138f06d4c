package io.seatlock.seat;

import java.util.HashSet;
import java.util.List;

/**
 * One to fifty different seats of one venue, taken or refused as a whole.
 *
 * @param list whether the caller named the seats as a list; a list is answered with the list of its
 *     conflicts, and is "the same lock again" only if it names exactly the seats of that lock
 */
public record SeatGroup(List<SeatId> seats, boolean list) {

  public static final int MAX_SEATS = 50;

  public SeatGroup {
    seats = List.copyOf(seats);
    if (seats.isEmpty() || seats.size() > MAX_SEATS) {
      throw new InvalidRequest("seats", "must name 1 to " + MAX_SEATS + " seats");
    }
    if (seats.size() > 1) {
      compare(seats);
    }
  }

  private static void compare(List<SeatId> seats) {
    if (new HashSet<>(seats).size() != seats.size()) {
      throw new InvalidRequest("seats", "names a seat twice; name each seat once");
    }
    if (seats.stream().map(SeatId::venueId).distinct().count() != 1) {
      throw new InvalidRequest("seats", "must be of one venue");
    }
  }

  public static SeatGroup of(SeatId seat) {
    return new SeatGroup(List.of(seat), false);
  }

  public String venueId() {
    return seats.getFirst().venueId();
  }
}
