package io.seatlock.plan.layout;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.Draft.Place;
import io.seatlock.seat.text.NormalForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds the plan from the draft: names, indexes and absolute positions, and finds mistakes that only the whole
 * document shows.
 */
final class Assembly {

  private static final String NO_COLOR = "#808080";

  private final Draft draft;

  private final Mistakes mistakes;

  private final boolean severalZones;

  private final SeatNames names;

  /** The index of each category, by the normal form of its name. */
  private final Map<String, Integer> categories = new HashMap<>();

  /** The normal form of each name of a category, since the seats repeat the same few names. */
  private final Map<String, String> normalNames = new HashMap<>();

  private final Map<String, String> zones = new HashMap<>();

  private final List<PlanSeat> seats;

  /** The index of each seat, by its field. */
  private final Map<String, Integer> indexes = new HashMap<>();

  private final List<String> pointers = new ArrayList<>();

  /** The pointer to the first seat with each {@code seat_guid}; these need not be unique. */
  private final Map<String, String> guids = new HashMap<>();

  /** The pointer to another seat with the same {@code seat_guid}, if there is one. */
  private final Map<String, String> duplicates = new HashMap<>();

  /** The {@code seat_guid} in each {@code companion_of}, by the pointer to that field. */
  private final Map<String, String> companions = new LinkedHashMap<>();

  private int run;

  Assembly(Draft draft, Mistakes mistakes) {
    this.draft = draft;
    this.mistakes = mistakes;
    this.severalZones = draft.zones.size() > 1;
    this.names = new SeatNames(severalZones, mistakes);
    this.seats = new ArrayList<>(draft.seats);
  }

  /** @return empty if there is a mistake, found here or before */
  Optional<SeatingPlan> plan() {
    List<SeatingPlan.Category> categoryList = categories();
    List<SeatingPlan.Section> sections = zones();
    companions.forEach(this::companion);
    if (mistakes.found().isEmpty() && seats.isEmpty()) {
      throw mistakes.last("/zones", "has no seat; a plan has at least one");
    }
    if (!mistakes.found().isEmpty()) {
      return Optional.empty();
    }
    SeatingPlan.Size size = Objects.requireNonNull(draft.size);
    return Optional.of(SeatingPlan.of(Objects.requireNonNull(draft.name), size, sections, categoryList, seats,
        Objects.requireNonNullElse(draft.focalPoint, new SeatingPlan.Point(size.width() / 2, 0)),
        draft.refusesOrphans));
  }

  private List<SeatingPlan.Category> categories() {
    List<SeatingPlan.Category> list = new ArrayList<>();
    for (int i = 0; i < draft.categories.size(); i++) {
      Draft.Category category = draft.categories.get(i);
      if (category.name != null) {
        Integer first = categories.putIfAbsent(normal(category.name), i);
        if (first != null) {
          mistakes.add("/categories/" + i + "/name", "is the name of /categories/" + first + ", too");
        }
        list.add(new SeatingPlan.Category(category.name, Objects.requireNonNullElse(category.color, NO_COLOR)));
      }
    }
    return list;
  }

  private List<SeatingPlan.Section> zones() {
    List<SeatingPlan.Section> sections = new ArrayList<>();
    for (int i = 0; i < draft.zones.size(); i++) {
      Draft.Zone zone = draft.zones.get(i);
      String pointer = "/zones/" + i;
      if (zone.areas == 0 && zone.rows.stream().allMatch(row -> row.seats.isEmpty()) && !mistakes.has(pointer)) {
        mistakes.add(pointer, "is empty: it has neither seats nor areas; remove it");
      }
      String id = zoneId(pointer, zone);
      String section = id != null ? id : String.valueOf(i + 1);
      sections.add(new SeatingPlan.Section(section, Objects.requireNonNullElse(zone.name, section)));
      for (int j = 0; j < zone.rows.size(); j++) {
        row(pointer + "/rows/" + j, i, id, zone.place, zone.rows.get(j));
      }
    }
    return sections;
  }

  /** The id of a zone. In a plan with one zone it is not part of any name, so any text is accepted. */
  private @Nullable String zoneId(String pointer, Draft.Zone zone) {
    if (!severalZones) {
      return zone.id;
    }
    if (zone.id == null) {
      if (!zone.rows.isEmpty()) {
        mistakes.add(pointer, "has no zone_id; with several zones it is a part of the name of each row");
      }
      return null;
    }
    String id = names.id(pointer, "zone_id", zone.id);
    String first = id == null ? null : zones.putIfAbsent(id, pointer);
    if (first != null) {
      mistakes.add(pointer + "/zone_id", "is the zone_id of " + first + ", too");
    }
    return id;
  }

  private void row(String pointer, int section, @Nullable String zoneId, Place zone, Draft.Row row) {
    String name = names.row(pointer, zoneId, row.number);
    Place place = zone.plus(row.place);
    for (int i = 0; i < row.seats.size(); i++) {
      seat(pointer + "/seats/" + i, section, name, place, i, row.seats.get(i));
    }
    run += row.seats.isEmpty() ? 0 : 1;
  }

  private void seat(String pointer, int section, @Nullable String row, Place origin, int place, Draft.Seat seat) {
    int category = category(pointer, seat.category);
    String number = seat.number == null ? null : names.id(pointer, "seat_number", seat.number);
    companions(pointer, seat);
    if (row != null && number != null) {
      Place at = origin.plus(seat.place);
      add(pointer, new PlanSeat(seats.size(), row, number, section, category, run, place, at.x(), at.y(),
          seat.accessible, seat.companionOf));
    }
  }

  private void add(String pointer, PlanSeat seat) {
    Integer first = indexes.putIfAbsent(seat.field(), seat.index());
    if (first != null) {
      mistakes.add(pointer, "is row " + seat.row() + ", seat " + seat.seat() + ", as " + pointers.get(first) + " is");
    }
    seats.add(seat);
    pointers.add(pointer);
  }

  /** @return the index of the category; -1 if the seat has none, or an unknown one, which is added to the mistakes */
  private int category(String pointer, @Nullable String name) {
    if (name == null) {
      return -1;
    }
    Integer category = categories.get(normal(name));
    if (category == null) {
      mistakes.add(pointer + "/category", "is not one of the plan's categories; use the name of one of them");
      return -1;
    }
    return category;
  }

  private String normal(String name) {
    return normalNames.computeIfAbsent(name, NormalForm::ofText);
  }

  private void companions(String pointer, Draft.Seat seat) {
    if (seat.guid != null && guids.putIfAbsent(seat.guid, pointer) != null) {
      duplicates.put(seat.guid, pointer);
    }
    if (seat.companionOf != null) {
      companions.put(pointer + "/companion_of", seat.companionOf);
    }
  }

  private void companion(String pointer, String guid) {
    String first = guids.get(guid);
    if (first == null) {
      mistakes.add(pointer, "is the seat_guid of no seat of the plan");
    } else if (duplicates.containsKey(guid)) {
      mistakes.add(pointer, "is the seat_guid of " + first + " and of " + duplicates.get(guid)
          + "; give each seat its own seat_guid");
    } else if (pointer.startsWith(first + "/")) {
      mistakes.add(pointer, "is the seat_guid of the seat itself; write that of the accessible seat");
    }
  }
}
