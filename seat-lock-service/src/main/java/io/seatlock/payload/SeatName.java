package io.seatlock.payload;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a request's {@code seats}. The request names the venue once for all entries. */
public record SeatName(@Nullable String row, @Nullable String seat) {

  public static SeatName of(SeatId seat) {
    return new SeatName(seat.row(), seat.seat());
  }

  /**
   * The seats that a request names, by {@code row} and {@code seat} or by {@code seats}.
   *
   * @throws InvalidRequest if the seats are invalid; names the field, with its index in the list
   */
  public static SeatGroup group(@Nullable String venueId, @Nullable String row, @Nullable String seat,
      @Nullable List<@Nullable SeatName> seats) {
    if (seats == null) {
      return SeatGroup.of(new SeatId(venueId, row, seat));
    }
    if (row != null || seat != null) {
      throw new InvalidRequest("seats", "can't be given together with row and seat; give one or the other");
    }
    if (seats.isEmpty() || seats.size() > SeatGroup.MAX_SEATS) {
      throw new InvalidRequest("seats", "must name 1 to " + SeatGroup.MAX_SEATS + " seats");
    }
    List<SeatId> ids = new ArrayList<>(seats.size());
    for (int i = 0; i < seats.size(); i++) {
      ids.add(id(venueId, seats.get(i), i));
    }
    return new SeatGroup(ids, true);
  }

  private static SeatId id(@Nullable String venueId, @Nullable SeatName name, int index) {
    if (name == null) {
      throw new InvalidRequest("seats[" + index + "]", "is null; give row and seat");
    }
    try {
      return new SeatId(venueId, name.row, name.seat);
    } catch (InvalidRequest e) {
      throw e.field().equals("venueId") ? e : new InvalidRequest("seats[" + index + "]." + e.field(), e.advice());
    }
  }
}
