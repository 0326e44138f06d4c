package io.seatlock.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seating plans of all venues. They are stored in Redis beside the seats, so a lock of a seat that is not in its
 * venue's plan is refused in the same atomic step. All calls fail with {@link io.seatlock.seat.SeatsUnavailable} if
 * Redis does not answer, and with {@link DamagedPlan} if what is stored can't be read.
 */
public interface Plans {

  /**
   * The plan that a venue has now. Parsed plans are kept, so this costs one small question to Redis.
   *
   * @return null if it has none
   */
  @Nullable
  StoredPlan find(String venueId);

  /**
   * The etag of the plan that a venue has now: one small question to Redis, also if the plan itself can't be read.
   *
   * @return null if it has none
   */
  @Nullable
  String etag(String venueId);

  /**
   * Replaces the plan of a venue, or refuses to. No lock and no sale is lost.
   *
   * @param document as it is to be answered again
   */
  Put put(String venueId, byte[] document, SeatingPlan plan);

  /** From then on every seat of the venue can be locked. Locks and sales stay. Does nothing without a plan. */
  void delete(String venueId);

  /**
   * The document as it was put, gzip-compressed.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  Document document(String venueId);

  /**
   * Which seats are taken, as the scripts keep it beside the hash.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  Occupancy occupancy(String venueId);

  /**
   * The plan that a venue has now and which of its seats are taken: one question to Redis, as long as the plan is kept.
   *
   * @return null if it has none
   */
  @Nullable
  Now now(String venueId);

  /** @param occupancy of this plan */
  record Now(StoredPlan stored, Occupancy occupancy) {}

  /** What became of a plan that was put. */
  sealed interface Put {

    /** @param created whether the venue had no plan before */
    record Stored(String etag, boolean created) implements Put {}

    /** Nothing was changed: these seats are held or sold and not in the new plan; at most 50 of them are named. */
    record InUse(List<String> fields) implements Put {}
  }

  /** @param gzip the document, compressed; not to be changed */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Document(String etag, byte[] gzip) {}
}
