package io.seatlock.plan;

import io.seatlock.seat.SeatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The seats of a venue as its plan lists them: zone by zone, row by row, seat by seat.
 *
 * @param focalPoint what the seats look at; where best available seats are near to
 * @param refusesOrphans whether an ordinary lock that would leave a single free seat is refused
 */
public record SeatingPlan(String name, Size size, List<Section> sections, List<Category> categories,
    List<PlanSeat> seats, Point focalPoint, boolean refusesOrphans, Map<String, Integer> indexes) {

  /** A larger plan is refused. */
  public static final int MOST_SEATS = 100_000;

  /** @param indexes derived from the seats: index by {@link PlanSeat#field()} */
  public SeatingPlan {
    sections = List.copyOf(sections);
    categories = List.copyOf(categories);
    seats = List.copyOf(seats);
  }

  public static SeatingPlan of(String name, Size size, List<Section> sections, List<Category> categories,
      List<PlanSeat> seats, Point focalPoint, boolean refusesOrphans) {
    Map<String, Integer> indexes = HashMap.newHashMap(seats.size());
    seats.forEach(seat -> indexes.put(seat.field(), seat.index()));
    return new SeatingPlan(name, size, sections, categories, seats, focalPoint, refusesOrphans, indexes);
  }

  /** @return -1 if the plan has no such seat */
  public int indexOf(String row, String seat) {
    return indexes.getOrDefault(SeatId.field(row, seat), -1);
  }

  /**
   * The section that a caller means: by its id, else by its name. One without seats is meant only if no other is called
   * like that.
   *
   * @return -1 if the plan has none
   */
  public int indexOfSection(String called) {
    int[] meant = IntStream.concat(places(Section::id, called), places(Section::name, called)).toArray();
    int first = meant.length == 0 ? -1 : meant[0];
    return meant.length < 2 ? first : IntStream.of(meant).filter(this::hasSeats).findFirst().orElse(first);
  }

  private IntStream places(Function<Section, String> part, String called) {
    return IntStream.range(0, sections.size()).filter(place -> part.apply(sections.get(place)).equals(called));
  }

  private boolean hasSeats(int section) {
    return seats.stream().anyMatch(seat -> seat.section() == section);
  }

  /** Width and height of the whole plan, in its units. */
  public record Size(double width, double height) {}

  /** An absolute position, in the units of the plan. */
  public record Point(double x, double y) {}

  /** A zone of the layout. */
  public record Section(String id, String name) {}

  /** A price category. */
  public record Category(String name, String color) {}
}
