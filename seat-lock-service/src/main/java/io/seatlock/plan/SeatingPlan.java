package io.seatlock.plan;

import io.seatlock.seat.SeatId;
import io.seatlock.seat.text.NormalForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A seating plan. The seats are in the order of the document: zone by zone, row by row, seat by seat.
 *
 * @param focalPoint the point that the seats face, such as the stage; best available seats are those near to it
 * @param refusesOrphans whether an ordinary lock that would leave a single free seat is refused
 */
public record SeatingPlan(String name, Size size, List<Section> sections, List<Category> categories,
    List<PlanSeat> seats, Point focalPoint, boolean refusesOrphans, Map<String, Integer> indexes) {

  /** A larger plan is refused. */
  public static final int MAX_SEATS = 100_000;

  /** @param indexes derived from the seats: the index of each seat by its {@link PlanSeat#field()} */
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

  /** The index of the category with this name, compared in the {@link NormalForm}; -1 if the plan has none. */
  public int indexOfCategory(String name) {
    return matching(categories, Category::name, name).findFirst().orElse(-1);
  }

  /**
   * The index of the section with this id or else this name, compared in the {@link NormalForm}. If several sections
   * match, one with seats is preferred.
   *
   * @return -1 if the plan has none
   */
  public int indexOfSection(String idOrName) {
    int[] matches = IntStream.concat(matching(sections, Section::id, idOrName),
        matching(sections, Section::name, idOrName)).toArray();
    int first = matches.length == 0 ? -1 : matches[0];
    return matches.length < 2 ? first : IntStream.of(matches).filter(this::hasSeats).findFirst().orElse(first);
  }

  private static <T> IntStream matching(List<T> parts, Function<T, String> text, String wanted) {
    String normal = NormalForm.ofText(wanted);
    return IntStream.range(0, parts.size())
        .filter(index -> NormalForm.ofText(text.apply(parts.get(index))).equals(normal));
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
