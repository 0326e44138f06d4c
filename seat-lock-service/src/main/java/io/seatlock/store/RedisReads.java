package io.seatlock.store;

import io.seatlock.seat.Baskets;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.TakenSeats;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.ReadOperations;
import io.seatlock.store.script.ReadOperations.TakenPage;
import java.util.function.Consumer;

/** Reads of many seats, from Redis. */
final class RedisReads implements TakenSeats, Baskets {

  /** Approximate number of fields per page. Redis takes about a millisecond for a page if all seats are locked. */
  private static final int FIELDS = 200;

  private final Partitions partitions;

  RedisReads(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public void read(String venueId, Consumer<Page> pages) {
    String venue = IdRules.id("venueId", venueId);
    ReadOperations reads = reads(venue);
    TakenPage page = null;
    do {
      page = reads.taken(venue, page, FIELDS);
      pages.accept(page.page());
    } while (!page.isLast());
  }

  @Override
  public Basket find(String userId, String venueId) {
    String user = IdRules.text("userId", userId);
    String venue = IdRules.id("venueId", venueId);
    return reads(venue).basket(user, venue, MAX_SEATS);
  }

  private ReadOperations reads(String venue) {
    return new ReadOperations(partitions.of(venue));
  }
}
