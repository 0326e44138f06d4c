package io.seatlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A REST call as it is described. */
record DescribedCall(String method, String path) {

  static final Description OPEN_API = Description.openApi();

  static List<DescribedCall> all() {
    List<DescribedCall> calls = new ArrayList<>();
    OPEN_API.at("/paths").properties().forEach(path -> path.getValue().propertyNames()
        .forEach(method -> calls.add(new DescribedCall(method.toUpperCase(Locale.ROOT), path.getKey()))));
    return calls;
  }

  /** All but those below a venue, whose answers are large, or never end. */
  static List<DescribedCall> ofSeats() {
    return all().stream().filter(call -> !call.path.startsWith("/venues/") && !call.path.equals("/locks/best"))
        .toList();
  }

  /** The path with its variables filled in. */
  String path(String venueId, String userId) {
    return path.replace("{venueId}", venueId).replace("{userId}", userId);
  }

  boolean hasBody() {
    return OPEN_API.at(place()).has("requestBody");
  }

  /** The part of the description with the call's JSON body. */
  JsonNode body(String part) {
    return OPEN_API.at(place() + "/requestBody/content/application~1json/" + part);
  }

  /** The pointer to what is described for a status. */
  String response(Object status) {
    return place() + "/responses/" + status;
  }

  /** Every answer that has an example: {@code POST /locks 409 SEAT_LOCKED}. */
  Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    for (String status : OPEN_API.at(place() + "/responses").propertyNames()) {
      for (String type : OPEN_API.at(response(status) + "/content").propertyNames()) {
        examples(content(status, type)).forEach(example -> answers.add(label(status, example)));
      }
    }
    return answers;
  }

  String label(Object status, JsonNode answer) {
    String word = answer.has("code") ? answer.get("code").asString() : answer.path("status").asString("");
    return this + " " + status + " " + word + (answer.has("conflicts") ? " in a group" : "");
  }

  String content(Object status, String type) {
    return response(status) + "/content/" + Description.escaped(type);
  }

  static List<JsonNode> examples(String content) {
    return OPEN_API.at(content + "/examples").propertyNames().stream()
        .map(name -> OPEN_API.at(content + "/examples/" + Description.escaped(name) + "/value")).toList();
  }

  private String place() {
    return "/paths/" + Description.escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
