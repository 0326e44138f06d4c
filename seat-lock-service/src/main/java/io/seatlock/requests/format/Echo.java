package io.seatlock.requests.format;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a rejection repeats of a request that breaks the rules. The sender chose its size, and the rejection stays in Redis
 * until Kafka has it; so it repeats at most 4 KiB: the whole request, or else its fields that are no longer than the
 * rules allow. Those fit in any case: five texts of 128 characters, each of them six bytes at most as JSON.
 */
final class Echo {

  static final int MAX_BYTES = 4096;

  /** Signs of the longest text that the rules allow. */
  private static final int MAX_TEXT = 128;

  private final JsonMapper json;

  Echo(JsonMapper json) {
    this.json = json;
  }

  String of(Object request) {
    String whole = json.writeValueAsString(request);
    return fits(whole) ? whole : shortened(json.valueToTree(request));
  }

  private String shortened(ObjectNode request) {
    request.properties().removeIf(field -> isLong(field.getValue()));
    return json.writeValueAsString(request);
  }

  private static boolean isLong(JsonNode value) {
    return value.isContainer() || (value.isString() && value.asString().length() > MAX_TEXT);
  }

  private static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
