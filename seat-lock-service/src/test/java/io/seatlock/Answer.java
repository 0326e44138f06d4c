package io.seatlock;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param status 0 if nothing came back, so that nobody knows what happened
 * @param headers names in lower case
 */
record Answer(int status, Map<String, String> headers, String text) {

  static Answer of(HttpResponse<String> response) {
    Map<String, String> headers = new TreeMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Answer(response.statusCode(), headers, response.body());
  }

  /** @param response as it came over the wire; a body in one chunk is enough for us */
  static Answer of(String response) {
    String[] headAndBody = response.split("\r\n\r\n", 2);
    String[] lines = headAndBody[0].split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    String body = headAndBody[1];
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers,
        body.contains("{") ? body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1) : body);
  }

  static Answer none(Exception reason) {
    return new Answer(0, Map.of(), reason.toString());
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(text);
  }

  boolean isJson() {
    return headers.getOrDefault("content-type", "").endsWith("json");
  }

  boolean isProblem() {
    return "application/problem+json".equals(headers.get("content-type"));
  }

  String code() {
    return get("code");
  }

  /** A field of the answer as text, or "" if it has none. */
  String get(String field) {
    return isJson() ? json().path(field).asString("") : "";
  }

  Optional<String> lockId() {
    return Optional.of(get("lockId")).filter(id -> !id.isEmpty());
  }

  Instant expiresAt() {
    return Instant.parse(get("expiresAt"));
  }

  long version() {
    return json().get("version").asLong();
  }

  int retryAfter() {
    return Integer.parseInt(headers.get("retry-after"));
  }
}
