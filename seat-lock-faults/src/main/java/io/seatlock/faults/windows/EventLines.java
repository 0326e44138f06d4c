package io.seatlock.faults.windows;

import org.jspecify.annotations.Nullable;

/** Parses server-sent events, line by line. */
final class EventLines {

  private static final String DEFAULT_NAME = "message";

  private String name = DEFAULT_NAME;

  private @Nullable String id;

  private @Nullable String data;

  /** @return the event that ends with this line, null if none does */
  @Nullable
  StreamEvent next(String line) {
    if (line.isEmpty()) {
      return end();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    switch (field) {
      case "event" -> name = value;
      case "id" -> id = value;
      case "data" -> data = data == null ? value : data + '\n' + value;
      default -> {
        // A comment, or the reconnection time, which windows ignore.
      }
    }
    return null;
  }

  private @Nullable StreamEvent end() {
    StreamEvent event = data == null ? null : new StreamEvent(name, id, data);
    name = DEFAULT_NAME;
    id = null;
    data = null;
    return event;
  }
}
