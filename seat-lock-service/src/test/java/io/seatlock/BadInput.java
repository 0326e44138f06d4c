package io.seatlock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that must be refused, because of one thing that is wrong with it.
 *
 * @param field the field to be named in the answer
 * @param readable whether it is a request at all: JSON with known fields of the right types
 */
record BadInput(String value, String field, boolean readable) {

  /** The answer has to name one, whichever. */
  static final String ANY = "";

  private static final Map<String, String> GOOD = Map.of("row", "\"A\"", "seat", "\"1\"", "userId", "\"u9\"");

  private static final List<String> BAD_IDS = List.of("null", "\"\"", "\"A_1\"", "\"A:1\"", "\"{A\"", "\"A}\"",
      "\" A\"",
      "\"A \"", "\"A  1\"", "\"A/1\"", "\"A\\u00001\"", "\"A\\r\\n1\"", "\"A\\t1\"", "\"A\\u007f\"", "\"A\\u2028\"",
      "\"\\ud800\"", "\"\\ud83d\\ude00\"", text(65));

  private static final List<String> BAD_USERS = List.of("\"\"", "\"   \"", "\"u\\u0000\"", "\"u\\r\\n1\"",
      "\"u\\u200b\"",
      "\"u\\ud800\"", text(129));

  private static final List<String> NO_TEXT = List.of("1", "1.5", "true", "[]", "{}", "[\"A\"]");

  /** Wrong in every request that names seats. */
  static List<BadInput> aboutSeats(String venue) {
    return Stream.of(ids(venue), groups(venue), noRequests(venue)).flatMap(List::stream).toList();
  }

  /** Wrong in every request that may name a timeout, too. */
  static List<BadInput> aboutLocks(String venue) {
    return Stream.of(aboutSeats(venue), timeouts(venue)).flatMap(List::stream).toList();
  }

  private static List<BadInput> ids(String venue) {
    List<BadInput> all = new ArrayList<>();
    for (String field : List.of("venueId", "row", "seat")) {
      BAD_IDS.forEach(id -> all.add(readable(venue, field, id)));
      all.add(readable(venue, field, null));
      NO_TEXT.forEach(value -> all.add(unreadable(venue, field, value)));
    }
    BAD_USERS.forEach(user -> all.add(readable(venue, "userId", user)));
    NO_TEXT.forEach(value -> all.add(unreadable(venue, "userId", value)));
    return all;
  }

  private static List<BadInput> groups(String venue) {
    List<BadInput> all = new ArrayList<>();
    all.add(readable(venue, "seats", "[{\"row\":\"A\",\"seat\":\"1\"}]"));
    for (String seats : List.of("[]", seats(51), "[{\"row\":\"A\",\"seat\":\"1\"},{\"row\":\"A\",\"seat\":\"1\"}]")) {
      all.add(new BadInput(group(venue, seats), "seats", true));
    }
    all.add(new BadInput(group(venue, "[null]"), "seats[0]", true));
    all.add(new BadInput(group(venue, "[{\"seat\":\"1\"}]"), "seats[0].row", true));
    all.add(new BadInput(group(venue, "[{\"row\":\"A\",\"seat\":\"1\"},{\"row\":\"A\",\"seat\":\"1:2\"}]"),
        "seats[1].seat", true));
    for (String seats : List.of("\"A-1\"", "{}", "1")) {
      all.add(new BadInput(group(venue, seats), "seats", false));
    }
    all.add(new BadInput(group(venue, "[1]"), "seats[0]", false));
    all.add(new BadInput(group(venue, "[{\"row\":1,\"seat\":\"1\"}]"), "seats[0].row", false));
    all.add(new BadInput(group(venue, "[{\"row\":\"A\",\"seat\":\"1\",\"price\":9}]"), "seats[0].price", false));
    return all;
  }

  private static List<BadInput> timeouts(String venue) {
    List<BadInput> all = new ArrayList<>();
    for (String seconds : List.of("0", "-1", "901", "-9223372036854775808", "9223372036854775807")) {
      all.add(readable(venue, "timeoutSeconds", seconds));
    }
    for (String seconds : List.of("1.5", "60.0", "\"120\"", "\"\"", "1e99", "1e2", "true", "[]", "{}", "[60]",
        "99999999999999999999")) {
      all.add(unreadable(venue, "timeoutSeconds", seconds));
    }
    return all;
  }

  private static List<BadInput> noRequests(String venue) {
    String good = object(venue, "row", "\"A\"");
    List<BadInput> all = new ArrayList<>();
    all.add(unreadable(venue, "price", "9"));
    for (String text : List.of("{\"row\":\"B\"," + good.substring(1), "no JSON", "null", "[]", "[" + good + "]", "1",
        "\"text\"", good + good, good + "x",
        good.substring(0, good.length() - 1), good.substring(0, 14), "{'row':'A'}", "{row:\"A\"}", "// x\n" + good,
        "NaN", "{",
        "[".repeat(10_000), "{\"row\":".repeat(10_000))) {
      all.add(new BadInput(text, ANY, false));
    }
    return all;
  }

  private static BadInput readable(String venue, String field, @Nullable String value) {
    return new BadInput(object(venue, field, value), field, true);
  }

  private static BadInput unreadable(String venue, String field, String value) {
    return new BadInput(object(venue, field, value), field, false);
  }

  /** A good request but for one field. */
  private static String object(String venue, String field, @Nullable String value) {
    Map<String, String> fields = new LinkedHashMap<>(GOOD);
    fields.put("venueId", "\"" + venue + "\"");
    fields.put(field, value);
    return fields.entrySet().stream().filter(entry -> entry.getValue() != null)
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue()).collect(Collectors.joining(",", "{", "}"));
  }

  private static String group(String venue, String seats) {
    return "{\"venueId\":\"" + venue + "\",\"userId\":\"u9\",\"seats\":" + seats + "}";
  }

  private static String seats(int count) {
    return IntStream.range(0, count).mapToObj(seat -> "{\"row\":\"A\",\"seat\":\"" + seat + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(int length) {
    return "\"" + "x".repeat(length) + "\"";
  }
}
