package io.seatlock.store.outbox;

import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A change of a seat, or the rejection of a request, as the script wrote it. Times are by Redis' clock. */
public sealed interface OutboxEvent {

  /** When it happened. */
  Instant at();

  /** The change of a seat. */
  sealed interface Change extends OutboxEvent {

    SeatId seat();

    /** Who holds or held the seat. */
    String userId();

    /** The fencing token after the change. */
    long version();
  }

  /** A lock was granted, extended or handed over. */
  record Locked(SeatId seat, String userId, Instant at, long version, Instant expiresAt) implements Change {}

  /** @param reason {@code expired}, {@code manual} or {@code released} */
  record Unlocked(SeatId seat, String userId, Instant at, long version, String reason) implements Change {}

  /** A seat was sold. */
  record Finalized(SeatId seat, String userId, Instant at, long version) implements Change {}

  /**
   * A request that came as a record was rejected.
   *
   * @param key Kafka key of the record that answers it
   * @param id of the request
   * @param body the request as it came
   */
  record Rejected(SeatCommand.Reject.Asked asked, String key, String id, ObjectNode body, Instant at, Why why)
      implements OutboxEvent {}

  /** Why a request was rejected. */
  sealed interface Why {

    /** The request broke a rule. */
    record InvalidField(String field, String advice) implements Why {}

    /**
     * Some seats can't be changed as requested.
     *
     * @param all at least one
     * @param orphan the single free seat that the lock would have left between taken ones; null if that is not the
     *     reason
     */
    record Conflicts(List<Conflict> all, @Nullable Orphan orphan) implements Why {}
  }

  /** The single free seat that a lock would have left, in the venue of the request. */
  record Orphan(String row, String seat) {}

  /**
   * @param place index of the seat in the request, from 0
   * @param code as the script wrote it; a newer instance may have written one that is not known here
   * @param expiresAt the deadline of the lock or pause that the code refers to; null if there is none
   */
  record Conflict(int place, String code, @Nullable Instant expiresAt) {}
}
