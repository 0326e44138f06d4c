package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Converts HTTP responses to what the checker reads. */
final class AnswerParser {

  private static final JsonMapper JSON = JsonMapper.shared();

  private AnswerParser() {}

  /** The answer to a lock or an extension. */
  static Answer grant(HttpResponse<String> reply, List<Place> places) {
    if (reply.statusCode() != 200) {
      return problem(reply);
    }
    JsonNode answer = JSON.readTree(reply.body());
    return Answer.granted(answer.get("lockId").asString(), millis(answer), versions(answer, places));
  }

  /** The answer to an unlock, a sale or a release. */
  static Answer done(HttpResponse<String> reply) {
    return reply.statusCode() == 200 ? Answer.done() : problem(reply);
  }

  static Answer read(HttpResponse<String> reply) {
    if (reply.statusCode() != 200) {
      return problem(reply);
    }
    JsonNode answer = JSON.readTree(reply.body());
    String user = answer.has("lockedBy") ? answer.get("lockedBy").asString() : null;
    return Answer.seen(answer.get("status").asString(), user, answer.get("version").asLong(), millis(answer));
  }

  private static Answer problem(HttpResponse<String> reply) {
    if (!reply.body().startsWith("{")) {
      return Answer.problem(reply.statusCode(), "NO_PROBLEM_JSON");
    }
    JsonNode code = JSON.readTree(reply.body()).get("code");
    return Answer.problem(reply.statusCode(), code == null ? "NO_CODE" : code.asString());
  }

  private static List<Long> versions(JsonNode answer, List<Place> places) {
    if (!answer.has("seats")) {
      return List.of(answer.get("version").asLong());
    }
    List<Long> versions = new ArrayList<>();
    for (Place place : places) {
      versions.add(version(answer.get("seats"), place));
    }
    return versions;
  }

  private static long version(JsonNode seats, Place place) {
    return seats.valueStream()
        .filter(
            seat -> seat.get("row").asString().equals(place.row()) && seat.get("seat").asString().equals(place.seat()))
        .mapToLong(seat -> seat.get("version").asLong()).findFirst().orElse(0);
  }

  private static long millis(JsonNode answer) {
    return answer.has("expiresAt") ? Instant.parse(answer.get("expiresAt").asString()).toEpochMilli() : 0;
  }
}
