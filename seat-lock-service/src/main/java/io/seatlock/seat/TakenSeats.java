package io.seatlock.seat;

import io.seatlock.seat.SeatState.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all seats of a venue that are not available, page by page, so that 100,000 seats are never in memory at once.
 */
public interface TakenSeats {

  /**
   * Reads the venue once. Each page is one atomic step, but other changes happen between two pages, so the versions of
   * the seats decide what is newer. A seat that is taken during the whole read is returned at least once; if it is
   * returned twice, the later version is not older. Seats whose stored state can't be read are left out.
   *
   * @param pages receives at least one page, in the caller's thread; the seats are in no particular order
   * @throws InvalidRequest if {@code venueId} is not a valid id
   * @throws SeatsUnavailable if Redis did not answer in time, or failed over, so that the pages are not consistent; the
   *     pages received so far are correct but incomplete
   */
  void read(String venueId, Consumer<Page> pages);

  /** @param at when it was read, by Redis' clock, in whole milliseconds */
  record Page(Instant at, List<Taken> seats) {}

  /**
   * One seat that is not available, without its holder, whom other users must not learn.
   *
   * @param status locked or finalized; a lock whose deadline has passed is left out
   * @param expiresAt the deadline by Redis' clock; null if the seat is sold
   */
  record Taken(SeatId seat, Status status, @Nullable Instant expiresAt, long version) {}
}
