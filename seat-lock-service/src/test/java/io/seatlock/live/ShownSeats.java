package io.seatlock.live;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The seats that a window shows.
 *
 * @param names of all seats in the order of the plan, {@code row-seat}
 * @param seats those that are not available
 */
record ShownSeats(List<String> names, Map<String, String> seats) {

  private static final String[] STATES = {"AVAILABLE", "LOCKED", "FINALIZED"};

  ShownSeats(List<String> names) {
    this(names, new ConcurrentHashMap<>());
  }

  void copy(ShownSeats other) {
    seats.putAll(other.seats);
  }

  void clear() {
    seats.clear();
  }

  /** The seats of an event, in whichever form they come. */
  void apply(JsonNode data) {
    for (JsonNode seat : data.path("seats")) {
      set(seat.get("row").asString() + "-" + seat.get("seat").asString(), seat.get("status").asString());
    }
    if (data.has("changes")) {
      unpack(Base64.getDecoder().decode(data.get("changes").asString()));
    }
    if (data.has("bits")) {
      byte[] bits = Base64.getDecoder().decode(data.get("bits").asString());
      for (int i = 0; i < names.size(); i++) {
        set(names.get(i), STATES[bits[i / 4] >> (6 - 2 * (i % 4)) & 3]);
      }
    }
  }

  private void unpack(byte[] bytes) {
    int next = 0;
    int number = 0;
    int shift = 0;
    for (byte part : bytes) {
      number |= (part & 0x7f) << shift;
      shift += 7;
      if (part >= 0) {
        next += number >> 2;
        set(names.get(next), STATES[number & 3]);
        next++;
        number = 0;
        shift = 0;
      }
    }
  }

  private void set(String seat, String status) {
    if (status.equals("AVAILABLE")) {
      seats.remove(seat);
    } else {
      seats.put(seat, status);
    }
  }

  Map<String, String> taken() {
    return new TreeMap<>(seats);
  }

  Map<String, String> differences(Map<String, String> wanted) {
    Map<String, String> differences = new TreeMap<>();
    wanted.forEach((seat, status) -> {
      if (!status.equals(seats.get(seat))) {
        differences.put(seat, "is " + status + ", shown as " + seats.get(seat));
      }
    });
    seats.forEach((seat, status) -> {
      if (!wanted.containsKey(seat)) {
        differences.put(seat, "is AVAILABLE, shown as " + status);
      }
    });
    return differences;
  }
}
