package io.seatlock.plan.layout;

import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the API names rows and seats, by the rules of ids. Each text is judged once and kept once, since a plan repeats
 * few numbers often.
 */
final class SeatNames {

  private final Map<String, String> known = new HashMap<>();

  private final Mistakes mistakes;

  private final boolean severalZones;

  SeatNames(boolean severalZones, Mistakes mistakes) {
    this.severalZones = severalZones;
    this.mistakes = mistakes;
  }

  /** @return null if it can't be a part of a name, which is noted */
  @Nullable
  String id(String pointer, String field, String text) {
    String id = known.get(text);
    if (id != null) {
      return id;
    }
    try {
      String checked = IdRules.id(field, text);
      known.put(text, checked);
      return checked;
    } catch (InvalidRequest refused) {
      mistakes.add(pointer + "/" + field, refused.advice());
      return null;
    }
  }

  /** With several zones a row is {@code <zone_id>~<row_number>}, with one it is {@code row_number}. */
  @Nullable
  String row(String pointer, @Nullable String zone, @Nullable String number) {
    String row = number == null ? null : id(pointer, "row_number", number);
    if (row == null || !severalZones) {
      return row;
    }
    if (zone == null) {
      return null;
    }
    try {
      return IdRules.id("row_number", zone + "~" + row);
    } catch (InvalidRequest tooLong) {
      mistakes.add(pointer + "/row_number", "makes the row " + zone + "~" + row + ", which " + tooLong.advice());
      return null;
    }
  }
}
