package io.seatlock.check;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses the stored JSON of a seat for the check. All other operations parse it inside the script. */
final class StoredSeatJson {

  private StoredSeatJson() {}

  /** Who holds or bought the seat; null if nobody does, or if the JSON can't be read. */
  static @Nullable String userId(String json) {
    try {
      JsonNode user = JsonMapper.shared().readTree(json).path("userId");
      return user.isString() ? user.asString() : null;
    } catch (JacksonException broken) {
      return null;
    }
  }
}
