package io.seatlock.standalone.crowd;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What buyers see: a snapshot of the venue that is slightly outdated, so that some of them want the same seats. */
final class HouseSnapshot {

  private static final int MAX_LOOKS = 30;

  /** Exponent; above 1, seats nearer to the stage are chosen more often. */
  private static final double FRONT_PREFERENCE = 1.6;

  private final Plans plans;

  private final String venueId;

  private @Nullable String etag;

  /** Sorted by distance from the focal point, the nearest first. */
  private List<PlanSeat> wanted = List.of();

  private volatile @Nullable View view;

  HouseSnapshot(Plans plans, String venueId) {
    this.plans = plans;
    this.venueId = venueId;
  }

  String venueId() {
    return venueId;
  }

  /** @throws io.seatlock.seat.SeatsUnavailable if Redis does not answer */
  void refresh() {
    Plans.Now now = plans.now(venueId);
    if (now == null) {
      view = null;
      return;
    }
    StoredPlan stored = now.stored();
    if (!stored.etag().equals(etag)) {
      wanted = byDistance(stored.plan());
      etag = stored.etag();
    }
    view = new View(stored.plan().seats(), wanted, now.occupancy());
  }

  private static List<PlanSeat> byDistance(SeatingPlan plan) {
    SeatingPlan.Point focus = plan.focalPoint();
    return plan.seats().stream()
        .sorted(Comparator.comparingDouble(seat -> Math.hypot(seat.x() - focus.x(), seat.y() - focus.y()))).toList();
  }

  /**
   * Chooses adjacent seats that seem to be available.
   *
   * @return as many as asked for, or fewer; none if there is no plan
   */
  List<PlanSeat> choose(int count) {
    View now = view;
    return now == null || now.wanted.isEmpty() ? List.of() : now.choose(count);
  }

  private record View(List<PlanSeat> seats, List<PlanSeat> wanted, Occupancy occupancy) {

    List<PlanSeat> choose(int count) {
      PlanSeat first = randomSeat();
      for (int look = 1; look < MAX_LOOKS && !occupancy.isAvailable(first.index()); look++) {
        first = randomSeat();
      }
      List<PlanSeat> chosen = new ArrayList<>(List.of(first));
      while (chosen.size() < count && hasFreeNeighbour(chosen.getLast())) {
        chosen.add(seats.get(chosen.getLast().index() + 1));
      }
      return chosen;
    }

    private PlanSeat randomSeat() {
      double place = Math.pow(ThreadLocalRandom.current().nextDouble(), FRONT_PREFERENCE);
      return wanted.get((int) (place * wanted.size()));
    }

    private boolean hasFreeNeighbour(PlanSeat seat) {
      int next = seat.index() + 1;
      return next < seats.size() && seats.get(next).run() == seat.run() && occupancy.isAvailable(next);
    }
  }
}
