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

/** What buyers see: a picture of the house that is a moment old, so that some of them want the same seats. */
final class Picture {

  private static final int LOOKS = 30;

  /** Above 1: the nearer to the stage, the more wanted. */
  private static final double FAVOUR = 1.6;

  private final Plans plans;

  private final String venueId;

  private @Nullable String etag;

  /** The nearest to the focal point first. */
  private List<PlanSeat> wanted = List.of();

  private volatile @Nullable View view;

  Picture(Plans plans, String venueId) {
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
   * Seats that somebody would like: side by side if possible.
   *
   * @return as many as wanted, or fewer; none if there is no plan
   */
  List<PlanSeat> choose(int count) {
    View now = view;
    return now == null || now.wanted.isEmpty() ? List.of() : now.choose(count);
  }

  private record View(List<PlanSeat> seats, List<PlanSeat> wanted, Occupancy occupancy) {

    List<PlanSeat> choose(int count) {
      PlanSeat first = any();
      for (int look = 1; look < LOOKS && !occupancy.isAvailable(first.index()); look++) {
        first = any();
      }
      List<PlanSeat> chosen = new ArrayList<>(List.of(first));
      while (chosen.size() < count && hasFreeNeighbour(chosen.getLast())) {
        chosen.add(seats.get(chosen.getLast().index() + 1));
      }
      return chosen;
    }

    private PlanSeat any() {
      double place = Math.pow(ThreadLocalRandom.current().nextDouble(), FAVOUR);
      return wanted.get((int) (place * wanted.size()));
    }

    private boolean hasFreeNeighbour(PlanSeat seat) {
      int next = seat.index() + 1;
      return next < seats.size() && seats.get(next).run() == seat.run() && occupancy.isAvailable(next);
    }
  }
}
