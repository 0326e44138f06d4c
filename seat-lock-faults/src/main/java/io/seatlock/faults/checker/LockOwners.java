package io.seatlock.faults.checker;

import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.SeatEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lockId that an event belongs to: events do not hold it, but answers do. The latest lock is kept for each
 * user, because around a fail-over the events of two primaries may alternate.
 */
final class LockOwners {

  private final Map<Long, String> answered = new HashMap<>();

  private final Map<Long, String> lockIds = new HashMap<>();

  private final Map<String, SeatEvent> lastLocks = new HashMap<>();

  LockOwners(CheckedSeat seat) {
    for (Call call : seat.calls()) {
      Grant grant = Grant.of(call, seat.name());
      if (grant != null) {
        answered.put(grant.version(), grant.lockId());
      }
    }
    seat.events().changes().forEach(this::add);
  }

  private void add(SeatEvent event) {
    SeatEvent before = lastLocks.get(String.valueOf(event.user()));
    String lockId = before == null ? null : lockIds.get(before.version());
    if (event.what() == SeatEvent.What.LOCKED) {
      boolean extended = before != null && before.at() == event.at();
      lockId = answered.getOrDefault(event.version(), extended ? lockId : null);
      lastLocks.put(String.valueOf(event.user()), event);
    }
    if (lockId != null) {
      lockIds.put(event.version(), lockId);
    }
  }

  /** Whether the user and the lockId of a call match those of the event, as far as they are known. */
  boolean mayMatch(Call call, SeatEvent event) {
    @Nullable
    String lockId = lockIds.get(event.version());
    return (call.user() == null || Objects.equals(call.user(), event.user()))
        && (call.lockId() == null || lockId == null || call.lockId().equals(lockId));
  }
}
