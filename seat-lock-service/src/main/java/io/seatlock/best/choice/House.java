package io.seatlock.best.choice;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.SeatId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan, prepared once for the choice of seats. A position is the rank of a seat in the order of runs and places, so
 * that neighbours have consecutive positions. A stretch is a maximal series of neighbours, without an aisle between
 * them.
 */
public final class House {

  /** Distances are in thousandths of a unit of the plan, as whole numbers, so that sums are exact. */
  private static final int FRACTION = 1000;

  /**
   * The largest distance, in thousandths of a unit of the plan. Far above any real one, and small enough that sums
   * can't overflow.
   */
  static final long FARTHEST = 1_000_000_000_000L;

  /**
   * One stretch: the positions from {@code from} to {@code to}, exclusive, all in one section; {@code nearest} is the
   * distance of its nearest seat from the focal point.
   */
  record Stretch(int from, int to, int section, long nearest) {}

  private final SeatingPlan plan;

  private final int[] seats;

  private final int[] positions;

  private final int[] categories;

  private final int[] sections;

  private final boolean[] reserved;

  /** By position: whether the seat before is its neighbour. */
  private final boolean[] beside;

  /** By position: the sum of the distances of all seats before it from the focal point. */
  private final long[] sums;

  private final List<Stretch> nearestFirst;

  /** Prepares a plan. */
  public House(SeatingPlan plan) {
    this.plan = plan;
    seats = plan.seats().stream().sorted(Comparator.comparingInt(PlanSeat::run).thenComparingInt(PlanSeat::place))
        .mapToInt(PlanSeat::index).toArray();
    positions = new int[seats.length];
    categories = IntStream.range(0, seats.length).map(at -> seat(at).category()).toArray();
    sections = IntStream.range(0, seats.length).map(at -> seat(at).section()).toArray();
    reserved = new boolean[seats.length];
    beside = new boolean[seats.length];
    sums = new long[seats.length + 1];
    for (int at = 0; at < seats.length; at++) {
      positions[seats[at]] = at;
      reserved[at] = seat(at).accessible() || seat(at).companionOf() != null;
      beside[at] = at > 0 && areNeighbours(seat(at - 1), seat(at));
      sums[at + 1] = sums[at] + distance(seat(at));
    }
    int[] starts = IntStream.range(0, seats.length).filter(at -> !isNextToPrevious(at)).toArray();
    nearestFirst = IntStream.range(0, starts.length)
        .mapToObj(i -> stretch(starts[i], i + 1 < starts.length ? starts[i + 1] : seats.length))
        .sorted(Comparator.comparingLong(Stretch::nearest)).toList();
  }

  private long distance(PlanSeat seat) {
    double units = Math.hypot(seat.x() - plan.focalPoint().x(), seat.y() - plan.focalPoint().y());
    return Math.min(FARTHEST, Math.round(units * FRACTION));
  }

  private Stretch stretch(int from, int to) {
    return new Stretch(from, to, seat(from).section(), IntStream.range(from, to).mapToLong(this::distance).min()
        .orElseThrow());
  }

  private static boolean areNeighbours(PlanSeat one, PlanSeat next) {
    return one.run() == next.run() && one.place() + 1 == next.place() && one.section() == next.section();
  }

  /** Whether the seat and the one at the previous position are neighbours. */
  boolean isNextToPrevious(int position) {
    return beside[position];
  }

  public SeatingPlan plan() {
    return plan;
  }

  /** @param index the index of the seat in the plan */
  public SeatId id(String venueId, int index) {
    PlanSeat seat = plan.seats().get(index);
    return new SeatId(venueId, seat.row(), seat.seat());
  }

  PlanSeat seat(int position) {
    return plan.seats().get(seats[position]);
  }

  public int size() {
    return seats.length;
  }

  int positionOf(int index) {
    return positions[index];
  }

  int category(int position) {
    return categories[position];
  }

  int section(int position) {
    return sections[position];
  }

  /** Whether the seat is accessible or a companion seat, which is chosen only if no other seat is left. */
  boolean isReserved(int position) {
    return reserved[position];
  }

  /** The distance of one seat from the focal point, in thousandths of a unit of the plan. */
  long distance(int position) {
    return distance(position, 1);
  }

  /** The sum of the distances of {@code count} consecutive seats from the focal point, in thousandths of a unit. */
  long distance(int from, int count) {
    return sums[from + count] - sums[from];
  }

  List<Stretch> nearestFirst() {
    return nearestFirst;
  }
}
