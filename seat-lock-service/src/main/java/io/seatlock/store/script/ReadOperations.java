package io.seatlock.store.script;

import io.seatlock.seat.Baskets.Basket;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.seat.TakenSeats;
import io.seatlock.seat.TakenSeats.Taken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of many seats of one partition: taken.lua and basket.lua. */
public record ReadOperations(Partition partition) {

  private static final int PARTS = 4;

  /**
   * Reads one page of the seats of a venue that are locked or sold.
   *
   * @param after the previous page; null for the first one
   * @param most approximate number of fields that are scanned for a page
   * @throws SeatsUnavailable also if the previous page came from another server, because its cursor means nothing to
   *     this one
   */
  public TakenPage taken(String venueId, @Nullable TakenPage after, int most) {
    Reply reply = partition.call(new ScriptCommand("taken", List.of(partition.keys().seats(venueId)),
        after == null
            ? List.of("", "0", String.valueOf(most))
            : List.of(after.server(), after.cursor(), String.valueOf(most))));
    if (!reply.word().equals("TAKEN")) {
      throw new SeatsUnavailable("Redis failed over while the seats of a venue were read", null);
    }
    List<Taken> seats = new ArrayList<>();
    for (int i = 4; i < reply.values().size(); i += PARTS) {
      SeatId seat = seat(venueId, Reply.text(reply.values().get(i)));
      if (seat != null) {
        seats.add(new Taken(seat, Status.valueOf(Reply.text(reply.values().get(i + 1))), reply.instantOrNull(i + 3),
            reply.number(i + 2)));
      }
    }
    List<String> position = reply.texts(2, 4);
    return new TakenPage(position.getFirst(), position.getLast(), new TakenSeats.Page(reply.at(), seats));
  }

  /**
   * Reads the live locks of a user in one venue, earliest deadline first.
   *
   * @param most upper limit for the number of seats
   */
  public Basket basket(String userId, String venueId, int most) {
    Keys keys = partition.keys();
    Reply reply = partition.call(new ScriptCommand("basket",
        List.of(keys.seats(venueId), keys.holdingsPrefix(venueId) + userId), List.of(userId, String.valueOf(most))));
    List<SeatState> seats = new ArrayList<>();
    for (int i = 2; i < reply.values().size(); i += PARTS) {
      SeatId seat = seat(venueId, Reply.text(reply.values().get(i)));
      if (seat != null) {
        seats.add(new SeatState(seat, Status.LOCKED, userId, Reply.text(reply.values().get(i + 1)),
            reply.instantOrNull(i + 3), reply.number(i + 2)));
      }
    }
    return new Basket(reply.at(), seats);
  }

  /** Null for a field that is not a seat name, and so was not written by the service. */
  private static @Nullable SeatId seat(String venueId, String field) {
    int end = field.indexOf('_');
    try {
      return end < 0 ? null : new SeatId(venueId, field.substring(0, end), field.substring(end + 1));
    } catch (InvalidRequest noSeat) {
      return null;
    }
  }

  /**
   * @param server id of the server that answered; the cursor is valid only there
   * @param cursor where the next page begins
   */
  public record TakenPage(String server, String cursor, TakenSeats.Page page) {

    public boolean isLast() {
      return cursor.equals(VenueOperations.START);
    }
  }
}
