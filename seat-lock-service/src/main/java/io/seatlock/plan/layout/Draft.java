package io.seatlock.plan.layout;

import io.seatlock.plan.SeatingPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a plan that were read so far. The fields of an object may come in any order, so a seat may be read
 * before its row has a number and before the categories are known. A field is null if it was missing or wrong; if that
 * is a mistake, it is recorded already.
 */
final class Draft {

  @Nullable
  String name;

  SeatingPlan.@Nullable Size size;

  SeatingPlan.@Nullable Point focalPoint;

  boolean refusesOrphans;

  final List<Category> categories = new ArrayList<>();

  final List<Zone> zones = new ArrayList<>();

  int seats;

  static final class Category {

    @Nullable
    String name;

    @Nullable
    String color;
  }

  static final class Zone {

    @Nullable
    String id;

    @Nullable
    String name;

    Place place = Place.ORIGIN;

    int areas;

    final List<Row> rows = new ArrayList<>();
  }

  static final class Row {

    @Nullable
    String number;

    Place place = Place.ORIGIN;

    final List<Seat> seats = new ArrayList<>();
  }

  static final class Seat {

    @Nullable
    String guid;

    @Nullable
    String number;

    @Nullable
    String category;

    Place place = Place.ORIGIN;

    boolean accessible;

    @Nullable
    String companionOf;
  }

  /** A position, relative to the row or zone that contains it. */
  record Place(double x, double y) {

    static final Place ORIGIN = new Place(0, 0);

    Place plus(Place inner) {
      return new Place(x + inner.x, y + inner.y);
    }
  }
}
