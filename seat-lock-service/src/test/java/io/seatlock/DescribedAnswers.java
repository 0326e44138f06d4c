package io.seatlock;

import static io.seatlock.DescribedCall.OPEN_API;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers of the running service, each compared with the description of its call. */
final class DescribedAnswers {

  private static final List<String> VOLATILE = List.of("instance", "expiresAt", "expiresInSeconds", "lockId", "version",
      "seats", "seat", "lockedBy", "conflicts", "locks", "sections", "etag", "errors", "orphan", "possible", "venueId",
      "seq",
      "now", "plan", "counts");

  /** What was answered so far: {@code POST /locks 409 SEAT_LOCKED}. */
  private final Set<String> given = new TreeSet<>();

  /** The plan of the description, and a third seat. */
  static ObjectNode threeSeats() {
    ObjectNode plan = ((ObjectNode) OPEN_API.at("/components/examples/PLAN/value")).deepCopy();
    ArrayNode seats = (ArrayNode) plan.at("/zones/0/rows/0/seats");
    ObjectNode third = ((ObjectNode) seats.get(1)).deepCopy().put("seat_number", "3").put("seat_guid", "ground-A-3");
    third.putObject("position").put("x", 40).put("y", 0);
    seats.add(third);
    return plan;
  }

  /** The answer fits the schema of its status and has the shape of an example. */
  void hold(DescribedCall call, Answer answer) {
    String what = call + " answers " + answer;
    assertThat(OPEN_API.at(call.response(answer.status())).isObject()).as(what).isTrue();
    String content = call.content(answer.status(), String.valueOf(answer.headers().get("content-type")));
    assertThat(OPEN_API.misfits(content + "/schema", answer.json())).as(what).isEmpty();
    assertThat(DescribedCall.examples(content).stream().map(DescribedAnswers::shape)).as(what)
        .contains(shape(answer.json()));
    JsonNode headers = OPEN_API.at(call.response(answer.status()) + "/headers");
    boolean maybeKept = call.method().equals("GET") && call.path().endsWith("/plan") && headers.has("ETag");
    assertThat(answer.headers()).as(what).containsEntry("cache-control", maybeKept ? "no-cache" : "no-store");
    boolean saysWhen = headers.has("Retry-After")
        && answer.json().get("retryable").asBoolean();
    assertThat(answer.headers().containsKey("retry-after")).as(what).isEqualTo(saysWhen);
    given.add(call.label(answer.status(), answer.json()));
  }

  /** Every described answer of these calls was given, but for bugs, for which nobody can ask. */
  void assertComplete(List<DescribedCall> calls) {
    Set<String> described = new TreeSet<>();
    calls.forEach(call -> described.addAll(call.answers()));
    described.removeIf(answer -> answer.endsWith("500 INTERNAL_ERROR"));
    assertThat(given).isEqualTo(described);
  }

  /** All fields, and the values of those that are the same each time. */
  private static Map<String, @Nullable Object> shape(JsonNode answer) {
    Map<String, @Nullable Object> shape = new TreeMap<>();
    answer.properties().forEach(
        field -> shape.put(field.getKey(), VOLATILE.contains(field.getKey()) ? null : field.getValue().toString()));
    return shape;
  }
}
