package io.seatlock.store.outbox;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of an outbox entry as an event. The script writes only valid events, but an operator, another
 * program or a damaged file may cause others.
 */
record EventFields(Map<String, String> fields) {

  /**
   * The last millisecond of the year 9999, in ms since the epoch. A later year would have more digits than consumers
   * expect.
   */
  private static final long LATEST = 253_402_300_799_999L;

  /** The largest integer that every JSON parser represents exactly. */
  private static final long MOST_EXACT = (1L << 53) - 1;

  private static final int MOST_DIGITS = 16;

  private static final JsonMapper JSON = JsonMapper.shared();

  OutboxEvent event() throws MalformedEvent {
    String kind = text("kind");
    return switch (kind) {
      case "locked" -> {
        require("seat", "userId", "at", "version", "expiresAt");
        yield new OutboxEvent.Locked(seat(), text("userId"), time("at"), version(), time("expiresAt"));
      }
      case "unlocked" -> {
        require("seat", "userId", "at", "version", "reason");
        yield new OutboxEvent.Unlocked(seat(), text("userId"), time("at"), version(), text("reason"));
      }
      case "finalized" -> {
        require("seat", "userId", "at", "version");
        yield new OutboxEvent.Finalized(seat(), text("userId"), time("at"), version());
      }
      case "lock-rejected" -> rejected(SeatCommand.Reject.Asked.LOCK);
      case "finalize-rejected" -> rejected(SeatCommand.Reject.Asked.FINALIZE);
      default -> throw new MalformedEvent("its kind is " + kind);
    };
  }

  private void require(String... names) throws MalformedEvent {
    for (String name : names) {
      var _ = text(name);
    }
  }

  private String text(String name) throws MalformedEvent {
    String text = fields.get(name);
    if (text == null) {
      throw new MalformedEvent("it has no " + name);
    }
    return text;
  }

  private Instant time(String name) throws MalformedEvent {
    return Instant.ofEpochMilli(number(name, LATEST));
  }

  private long version() throws MalformedEvent {
    return number("version", MOST_EXACT);
  }

  private long number(String name, long most) throws MalformedEvent {
    String text = text(name);
    long number = isNumber(text) ? Long.parseLong(text) : Long.MAX_VALUE;
    if (number > most) {
      throw new MalformedEvent(name + " is not a number from 0 to " + most);
    }
    return number;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_DIGITS;
  }

  private SeatId seat() throws MalformedEvent {
    try {
      return SeatId.parse(text("seat"));
    } catch (InvalidRequest wrong) {
      throw new MalformedEvent("seat is not a seat name");
    }
  }

  private OutboxEvent.Rejected rejected(SeatCommand.Reject.Asked asked) throws MalformedEvent {
    require("key", "id", "body", "at");
    Instant at = time("at");
    if (!(parse(text("body")) instanceof ObjectNode body)) {
      throw new MalformedEvent("body is not a JSON object");
    }
    return new OutboxEvent.Rejected(asked, text("key"), text("id"), body, at, why(body));
  }

  private OutboxEvent.Why why(ObjectNode body) throws MalformedEvent {
    String field = fields.get("field");
    String advice = fields.get("advice");
    if (field != null && advice != null) {
      return new OutboxEvent.Why.InvalidField(field, advice);
    }
    JsonNode seats = body.path("seats");
    return new OutboxEvent.Why.Conflicts(conflicts(seats.isArray() ? seats.size() : Integer.MAX_VALUE), orphan());
  }

  private OutboxEvent.@Nullable Orphan orphan() {
    String[] parts = fields.getOrDefault("orphan", "").split("_", 2);
    return parts.length < 2 ? null : new OutboxEvent.Orphan(parts[0], parts[1]);
  }

  /**
   * The field {@code conflicts}: for each conflict the index of the seat in the request, the code, and the deadline in
   * ms since the epoch or 0.
   */
  private List<OutboxEvent.Conflict> conflicts(int seats) throws MalformedEvent {
    List<OutboxEvent.Conflict> all = new ArrayList<>();
    JsonNode conflicts = parse(fields.get("conflicts"));
    if (conflicts.isArray()) {
      for (JsonNode conflict : conflicts) {
        if (isConflict(conflict, seats)) {
          long deadline = conflict.path(2).asLong();
          all.add(new OutboxEvent.Conflict(conflict.path(0).asInt(), conflict.path(1).asString(),
              deadline == 0 ? null : Instant.ofEpochMilli(deadline)));
        }
      }
    }
    if (all.isEmpty() || all.size() != conflicts.size()) {
      throw new MalformedEvent("conflicts has no valid list of conflicts, and field and advice are not both present");
    }
    return all;
  }

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
