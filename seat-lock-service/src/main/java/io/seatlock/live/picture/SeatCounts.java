package io.seatlock.live.picture;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.SeatState.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the seats of a venue by state and, if the venue has a plan, also by category. */
public final class SeatCounts {

  private static final Status[] STATES = Status.values();

  private final @Nullable SeatingPlan plan;

  private final int[] all = new int[STATES.length];

  private final int[][] ofCategories;

  /** @param plan null if the venue has none; then available seats can't be counted */
  public SeatCounts(@Nullable SeatingPlan plan) {
    this.plan = plan;
    ofCategories = new int[plan == null ? 0 : plan.categories().size()][STATES.length];
    if (plan != null) {
      plan.seats().forEach(seat -> add(seat, Status.AVAILABLE, 1));
    }
  }

  /**
   * Counts a seat that is not available.
   *
   * @param seat null if it is not in the plan
   */
  public void take(@Nullable PlanSeat seat, Status status) {
    if (seat == null) {
      all[Occupancy.of(status)]++;
    } else {
      move(seat, Status.AVAILABLE, status);
    }
  }

  void move(PlanSeat seat, Status from, Status to) {
    add(seat, from, -1);
    add(seat, to, 1);
  }

  private void add(PlanSeat seat, Status status, int number) {
    all[Occupancy.of(status)] += number;
    if (seat.category() >= 0) {
      ofCategories[seat.category()][Occupancy.of(status)] += number;
    }
  }

  /**
   * The counts as they are sent to clients: one entry per state, then {@code categories} with the same for each
   * category.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> answer = new LinkedHashMap<>(named(all));
    if (plan == null) {
      answer.remove(Status.AVAILABLE.name());
    } else {
      Map<String, Object> categories = new LinkedHashMap<>();
      for (int i = 0; i < ofCategories.length; i++) {
        categories.put(plan.categories().get(i).name(), named(ofCategories[i]));
      }
      answer.put("categories", categories);
    }
    return answer;
  }

  private static Map<String, Integer> named(int[] counts) {
    Map<String, Integer> named = new LinkedHashMap<>();
    for (Status status : STATES) {
      named.put(status.name(), counts[Occupancy.of(status)]);
    }
    return named;
  }
}
