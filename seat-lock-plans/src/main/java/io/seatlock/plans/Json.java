package io.seatlock.plans;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the JSON values that the plans need: maps, lists, texts, numbers and booleans; on one line, without blanks.
 */
final class Json {

  private Json() {}

  /**
   * @param namesAndValues names and values alternately; the order is kept, so that the same plan gives the same bytes
   */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  static String text(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.entrySet().stream().map(it -> text(it.getKey()) + ":" + text(it.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
      case List<?> list -> list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
      case String text -> quoted(text);
      case Double number -> number(number);
      default -> String.valueOf(value);
    };
  }

  /** The texts of the plans are plain words, so only backslash and quote are escaped. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** One decimal suffices: a tenth of a unit can't be seen on a screen. */
  private static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2).replaceFirst("^-0$", "0") : text;
  }
}
