package io.seatlock.requests.format;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The copy of an invalid request that its rejection contains. The sender chose the size of the request, and the
 * rejection stays in Redis until it is in Kafka. So the copy has at most 4 KiB: either the whole request, or only its
 * fields of at most 128 characters. The latter always fit: they are at most five texts, and a character takes at most
 * six bytes as JSON.
 */
final class Echo {

  static final int MAX_BYTES = 4096;

  /** The longest text that the rules of requests allow, in chars. */
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
