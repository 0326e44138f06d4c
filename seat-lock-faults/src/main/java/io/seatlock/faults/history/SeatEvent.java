package io.seatlock.faults.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from one of the topics.
 *
 * @param key {@code venueId:row:seat}
 * @param id the {@code ce_id}
 * @param version of the seat, 0 for a rejection
 * @param at when it happened, as its value says (lockedAt, unlockedAt, finalizedAt or rejectedAt), ms since the epoch
 * @param expiresAt the deadline of a lock, ms since the epoch, else 0
 * @param recordedAt the timestamp of the record, ms since the epoch
 */
public record SeatEvent(String topic, int partition, long offset, String key, String id, long version, What what,
    @Nullable String user, long at, long expiresAt, long recordedAt) {

  /** What happened. A seat.unlocked is one of EXPIRED, UNLOCKED and RELEASED; an extension is another LOCKED. */
  public enum What {
    LOCKED, EXPIRED, UNLOCKED, RELEASED, FINALIZED, REJECTED
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of %s (version %d, %s; at %s%s; recorded %s)", what, user, version,
        Times.text(version), Times.textOfMillis(at), expiresAt == 0 ? "" : ", until " + Times.textOfMillis(expiresAt),
        Times.textOfMillis(recordedAt));
  }
}
