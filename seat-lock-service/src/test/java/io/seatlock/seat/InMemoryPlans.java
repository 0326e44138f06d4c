package io.seatlock.seat;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By venue, the seats of its plan; what {@link InMemorySeats} knows of plans. */
final class InMemoryPlans {

  private final Map<String, Set<SeatId>> plans = new HashMap<>();

  /**
   * @param plan null to remove the plan
   * @return the seats that are held or sold and not in the plan; if there are any, nothing is changed
   */
  List<SeatId> put(String venueId, @Nullable Set<SeatId> plan, Collection<InMemorySeat> seats, Instant now) {
    if (plan == null) {
      plans.remove(venueId);
      return List.of();
    }
    List<SeatId> misfits = seats.stream().filter(seat -> seat.isSold() || seat.isLocked(now)).map(seat -> seat.id)
        .filter(seat -> seat.venueId().equals(venueId) && !plan.contains(seat)).toList();
    if (misfits.isEmpty()) {
      plans.put(venueId, Set.copyOf(plan));
    }
    return misfits;
  }

  boolean isUnknown(SeatId seat) {
    Set<SeatId> plan = plans.get(seat.venueId());
    return plan != null && !plan.contains(seat);
  }
}
