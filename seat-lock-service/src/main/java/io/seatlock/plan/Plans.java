package io.seatlock.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seating plans of all venues. They are stored in Redis beside the seats, so the script refuses a lock of a seat
 * that is not in its venue's plan in the same atomic step. All methods throw {@link io.seatlock.seat.SeatsUnavailable}
 * if Redis does not answer, and {@link io.seatlock.seat.InvalidRequest} if the venue id is invalid. Those that return a
 * plan or a document throw {@link DamagedPlan} if it can't be read.
 */
public interface Plans {

  /**
   * The present plan of a venue. Parsed plans are cached, so this usually costs one small call to Redis.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  StoredPlan find(String venueId);

  /**
   * The etag of a venue's present plan. Costs one small call to Redis, and works even if the plan itself can't be read.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  String etag(String venueId);

  /**
   * Stores or replaces the plan of a venue, or refuses to. No lock and no sale is lost. Waits for another writer of the
   * same venue, and throws {@code SeatsUnavailable} if that takes too long.
   *
   * @param document the document, returned unchanged by {@link #document}
   */
  Put put(String venueId, byte[] document, SeatingPlan plan);

  /**
   * Deletes the plan of a venue. From then on any seat name of the venue can be locked, unless plans are required.
   * Locks and sales are kept. Does nothing if the venue has no plan.
   */
  void delete(String venueId);

  /**
   * The document as it was stored, compressed with gzip.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  Document document(String venueId);

  /**
   * Which seats are taken, from the occupancy that the scripts maintain beside the hash of the venue.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  Occupancy occupancy(String venueId);

  /**
   * The present plan of a venue and which of its seats are taken. Costs one call to Redis if the plan is cached.
   *
   * @return null if the venue has no plan
   */
  @Nullable
  Now now(String venueId);

  /** @param occupancy the occupancy of the seats of this plan */
  record Now(StoredPlan stored, Occupancy occupancy) {}

  /** The result of {@link Plans#put}. */
  sealed interface Put {

    /** @param created whether the venue had no plan before */
    record Stored(String etag, boolean created) implements Put {}

    /**
     * Nothing was changed: the new plan lacks these seats, which are locked or sold. Names at most 50 of them, as
     * fields {@code <row>_<seat>}.
     */
    record InUse(List<String> fields) implements Put {}
  }

  /** @param gzip the document, compressed with gzip; callers must not change it */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Document(String etag, byte[] gzip) {}
}
