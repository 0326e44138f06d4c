package io.seatlock.store;

import java.util.Map;

/**
 * An event as the script wrote it.
 *
 * @param id its place in the stream, {@code <ms>-<sequence>}; the first part is Redis' time
 * @param fields what the Lua file that wrote it says; times are ms since the epoch
 */
public record OutboxEntry(String id, Map<String, String> fields) {

  public String get(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException("Outbox entry " + id + " has no " + field + ": " + fields);
    }
    return value;
  }

  /** The smallest id greater than this one. */
  String nextId() {
    int dash = id.indexOf('-');
    return id.substring(0, dash + 1) + (Long.parseLong(id.substring(dash + 1)) + 1);
  }
}
