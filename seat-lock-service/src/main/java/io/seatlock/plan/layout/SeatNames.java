package io.seatlock.plan.layout;

import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the API's names of rows and seats, by the rules for ids. Each text is checked and stored only once, since a
 * plan repeats the same few numbers often.
 */
final class SeatNames {

  private final Map<String, String> known = new HashMap<>();

  private final Mistakes mistakes;

  private final boolean severalZones;

  SeatNames(boolean severalZones, Mistakes mistakes) {
    this.severalZones = severalZones;
    this.mistakes = mistakes;
  }

  /** @return the id; null if the text can't be part of a name, which is recorded as a mistake */
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

  /**
   * The name of a row: {@code <zone_id>~<row_number>} in a plan with several zones, else {@code row_number}. Null if a
   * part is missing or wrong.
   */
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
