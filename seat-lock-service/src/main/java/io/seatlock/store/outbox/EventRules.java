package io.seatlock.store.outbox;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry of the outbox must have to become a record. The script writes no other, but an operator, another program
 * or a damaged file may. Relay and check judge by the same rules.
 */
public final class EventRules {

  private static final Map<String, List<String>> FIELDS = Map.of(
      "locked", List.of("seat", "userId", "at", "version", "expiresAt"),
      "unlocked", List.of("seat", "userId", "at", "version", "reason"),
      "finalized", List.of("seat", "userId", "at", "version"),
      "lock-rejected", List.of("key", "id", "body", "at"),
      "finalize-rejected", List.of("key", "id", "body", "at"));

  private static final Set<String> REJECTIONS = Set.of("lock-rejected", "finalize-rejected");

  /** The last ms of the year 9999: later times have more digits than consumers expect. */
  private static final long LATEST = 253_402_300_799_999L;

  /** Above this a number is not exact in all JSON parsers. */
  private static final long MOST_EXACT = (1L << 53) - 1;

  private static final Map<String, Long> NUMBERS = Map.of("at", LATEST, "expiresAt", LATEST, "version", MOST_EXACT);

  private static final JsonMapper JSON = JsonMapper.shared();

  private EventRules() {}

  /** Why an entry with these fields can't be sent, as the end of a sentence about it; null if it can. */
  public static @Nullable String flaw(Map<String, String> fields) {
    String kind = fields.get("kind");
    List<String> needed = kind == null ? null : FIELDS.get(kind);
    if (needed == null) {
      return kind == null ? "it has no kind" : "its kind is " + kind;
    }
    Stream<Function<Map<String, String>, @Nullable String>> rules = REJECTIONS.contains(kind)
        ? Stream.of(EventRules::wrongNumber, EventRules::wrongRequest, EventRules::wrongReason)
        : Stream.of(EventRules::wrongNumber, EventRules::wrongSeat);
    return missing(fields, needed).or(() -> rules.map(rule -> rule.apply(fields)).filter(Objects::nonNull).findFirst())
        .orElse(null);
  }

  private static Optional<String> missing(Map<String, String> fields, List<String> needed) {
    return needed.stream().filter(field -> !fields.containsKey(field)).map(field -> "it has no " + field).findFirst();
  }

  private static @Nullable String wrongNumber(Map<String, String> fields) {
    for (Map.Entry<String, Long> number : NUMBERS.entrySet()) {
      String text = fields.get(number.getKey());
      if (text != null && !isNumber(text, number.getValue())) {
        return number.getKey() + " is no number from 0 to " + number.getValue();
      }
    }
    return null;
  }

  private static boolean isNumber(String text, long most) {
    return !text.isEmpty() && text.length() <= 16 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
        && Long.parseLong(text) <= most;
  }

  private static @Nullable String wrongSeat(Map<String, String> fields) {
    try {
      SeatId.parse(fields.getOrDefault("seat", ""));
      return null;
    } catch (InvalidRequest wrong) {
      return "seat is no seat's name";
    }
  }

  private static @Nullable String wrongRequest(Map<String, String> fields) {
    return parse(fields.get("body")).isObject() ? null : "body is no JSON object";
  }

  private static @Nullable String wrongReason(Map<String, String> fields) {
    if (fields.containsKey("field") && fields.containsKey("advice")) {
      return null;
    }
    JsonNode conflicts = parse(fields.get("conflicts"));
    JsonNode asked = parse(fields.get("body")).path("seats");
    int seats = asked.isArray() ? asked.size() : Integer.MAX_VALUE;
    boolean right = conflicts.isArray() && !conflicts.isEmpty()
        && conflicts.valueStream().allMatch(conflict -> isConflict(conflict, seats));
    return right ? null : "conflicts does not say what is in the way, and field and advice are not both there";
  }

  /** Place of the seat in the request, code, deadline in ms or 0. */
  private static boolean isConflict(JsonNode conflict, int seats) {
    return conflict.path(0).isInt() && conflict.path(0).asInt() >= 0 && conflict.path(0).asInt() < seats
        && conflict.path(1).isString() && conflict.path(2).isIntegralNumber() && conflict.path(2).canConvertToLong()
        && conflict.path(2).asLong() >= 0 && conflict.path(2).asLong() <= LATEST;
  }

  private static JsonNode parse(@Nullable String text) {
    try {
      return text == null ? JSON.nullNode() : JSON.readTree(text);
    } catch (JacksonException unreadable) {
      return JSON.nullNode();
    }
  }
}
