package io.seatlock.faults.windows;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A seat as Redis has it.
 *
 * @param version when it changed last, µs since the epoch
 * @param expiresAt of a lock, ms since the epoch, else 0
 */
record StoredSeat(Status status, long version, long expiresAt) {

  /**
   * A seat that the store does not know: it was never taken, or has been free for so long that its record was removed.
   */
  static final StoredSeat UNTOUCHED = new StoredSeat(Status.AVAILABLE, 0, 0);

  /** @param json a field of the venue's hash */
  static StoredSeat of(String json) {
    JsonNode seat = JsonMapper.shared().readTree(json);
    Status status = Status.valueOf(seat.get("status").asString());
    long deadline = status == Status.LOCKED ? Instant.parse(seat.get("expiresAt").asString()).toEpochMilli() : 0;
    return new StoredSeat(status, seat.get("version").longValue(), deadline);
  }
}
