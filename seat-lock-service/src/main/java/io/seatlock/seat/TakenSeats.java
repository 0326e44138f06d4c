package io.seatlock.seat;

import io.seatlock.seat.SeatState.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All seats of a venue that are not available, as a stream of pages, so that 100,000 of them need no such memory. */
public interface TakenSeats {

  /**
   * Reads the venue once. Each page is one atomic step, but other changes happen between two pages, so the versions of
   * the seats decide what is newer. A seat that is taken all the while comes at least once; it may come twice, and
   * then the later one is as new or newer. Seats whose stored state can't be read do not come.
   *
   * @param pages receives at least one page, in the caller's thread, in no order of the seats
   * @throws InvalidRequest naming {@code venueId}
   * @throws SeatsUnavailable if Redis did not answer in time, or failed over so that the pages do not fit together;
   *     those that came are true, but not all
   */
  void read(String venueId, Consumer<Page> pages);

  /** @param at when it was read, by Redis' clock, in whole milliseconds */
  record Page(Instant at, List<Taken> seats) {}

  /**
   * One seat; without its holder, whom others need not know.
   *
   * @param status never available: a lock whose deadline has passed does not come
   * @param expiresAt the deadline by Redis' clock; null if it is sold
   */
  record Taken(SeatId seat, Status status, @Nullable Instant expiresAt, long version) {}
}
