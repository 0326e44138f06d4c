package io.seatlock.faults.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose lock an event tells of: events do not tell the lockId, but callers were told it. Kept by user, since
 * around a fail-over the locks of two primaries may be told in turn.
 */
final class Owners {

  private final Map<Long, String> told = new HashMap<>();

  private final Map<Long, String> lockIds = new HashMap<>();

  private final Map<String, SeatEvent> lastLocks = new HashMap<>();

  Owners(Seat seat) {
    for (Call call : seat.calls()) {
      Grant grant = Grant.told(call, seat.name());
      if (grant != null) {
        told.put(grant.version(), grant.lockId());
      }
    }
    seat.life().changes().forEach(this::add);
  }

  private void add(SeatEvent event) {
    SeatEvent before = lastLocks.get(String.valueOf(event.user()));
    String lockId = before == null ? null : lockIds.get(before.version());
    if (event.what() == SeatEvent.What.LOCKED) {
      boolean extended = before != null && before.at() == event.at();
      lockId = told.getOrDefault(event.version(), extended ? lockId : null);
      lastLocks.put(String.valueOf(event.user()), event);
    }
    if (lockId != null) {
      lockIds.put(event.version(), lockId);
    }
  }

  /** Whether what the caller showed is the holder's, or may be for all that is known. */
  boolean mayBeMeant(Call call, SeatEvent event) {
    @Nullable
    String lockId = lockIds.get(event.version());
    return (call.user() == null || Objects.equals(call.user(), event.user()))
        && (call.lockId() == null || lockId == null || call.lockId().equals(lockId));
  }
}
