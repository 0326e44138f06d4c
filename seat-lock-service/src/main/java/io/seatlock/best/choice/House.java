package io.seatlock.best.choice;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.SeatId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan as the choice of seats needs it, computed once. Seats are put in the order of their runs, so that neighbours
 * have neighbouring positions; a stretch is a series of neighbours that no aisle parts.
 */
public final class House {

  /** Of a unit of the plan: distances are whole numbers, so that sums are exact. */
  private static final int FRACTION = 1000;

  /** In thousandths of a unit of the plan. Far above any real house, so that sums can't overflow. */
  static final long FARTHEST = 1_000_000_000_000L;

  /** One stretch: positions from {@code from} to {@code to}, exclusive, all in one section. */
  record Stretch(int from, int to, int section, long nearest) {}

  private final SeatingPlan plan;

  private final int[] seats;

  private final int[] positions;

  private final int[] categories;

  private final int[] sections;

  private final boolean[] reserved;

  /** By position: whether the seat before is its neighbour. */
  private final boolean[] beside;

  /** By position: what all seats before it are away from the focal point, together. */
  private final long[] sums;

  private final List<Stretch> nearestFirst;

  /** By index in the plan. */
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
    int[] starts = IntStream.range(0, seats.length).filter(at -> !isBesideTheLast(at)).toArray();
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

  /** Whether the seat and the one a position before are neighbours. */
  boolean isBesideTheLast(int position) {
    return beside[position];
  }

  public SeatingPlan plan() {
    return plan;
  }

  /** @param index in the order of the plan */
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

  /** Seats that are given away only when nothing else is left. */
  boolean isReserved(int position) {
    return reserved[position];
  }

  /** Of one seat from the focal point. */
  long distance(int position) {
    return distance(position, 1);
  }

  /** Of so many neighbouring seats from the focal point, together. */
  long distance(int from, int count) {
    return sums[from + count] - sums[from];
  }

  List<Stretch> nearestFirst() {
    return nearestFirst;
  }
}
