package io.seatlock.store.script;

import java.time.Duration;
import java.util.List;

/** The venues of one partition: forget.lua. */
public record VenueOperations(Partition partition) {

  /** Where a venue begins. */
  public static final String START = "0";

  /**
   * Removes idle seats from one page of a venue.
   *
   * @param venue empty: one that was not looked through for the pause
   * @param cursor {@link #START}, or as the last call for this venue said
   * @param most fields of a page, roughly
   * @param idle how long a seat must have been available
   */
  public Forgotten forget(String venue, String cursor, int most, Duration idle, Duration pause) {
    Reply reply = partition.call(new ScriptCommand("forget", List.of(partition.keys().venues()),
        List.of(partition.keys().seatsPrefix(), venue, cursor, String.valueOf(most), String.valueOf(idle.toMillis()),
            String.valueOf(pause.toMillis()))));
    List<String> next = reply.texts(3);
    return new Forgotten(reply.number(2), next.getFirst(), next.getLast());
  }

  /**
   * @param removed number of seats
   * @param venue that was looked at; empty if none needs it now
   * @param cursor where to go on; {@link #START} at the end
   */
  public record Forgotten(long removed, String venue, String cursor) {

    public boolean isEnd() {
      return cursor.equals(START);
    }
  }
}
