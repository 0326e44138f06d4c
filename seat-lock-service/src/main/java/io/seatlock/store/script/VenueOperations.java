package io.seatlock.store.script;

import java.time.Duration;
import java.util.List;

/** Removes idle seats of one partition: forget.lua. */
public record VenueOperations(Partition partition) {

  /** The cursor at which the scan of a venue begins. */
  public static final String START = "0";

  /**
   * Removes the stored state of idle seats from one page of a venue.
   *
   * @param venue to be scanned; empty for the one whose last scan began longest ago, at least {@code pause} ago
   * @param cursor {@link #START}, or the cursor that the previous call for this venue returned
   * @param most approximate number of fields that are scanned for a page
   * @param idle how long a seat must have been available, by Redis' clock
   * @param pause shortest time between the starts of two scans of a venue, by Redis' clock
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
   * @param venue that was scanned; empty if no venue is due
   * @param cursor of the next page; {@link #START} if the venue has no further page
   */
  public record Forgotten(long removed, String venue, String cursor) {

    public boolean isEnd() {
      return cursor.equals(START);
    }
  }
}
