package io.seatlock.faults.seeded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the events of one stream. Counts the events with changed seats, and leaves all others as they are: also those
 * that only say that the stream is no longer stale.
 */
final class StreamEdit {

  private static final Pattern SEATS = Pattern.compile("\"seats\":\\[(.+)]");

  private final String mistake;

  private String first = "";

  private int changes;

  /** @param mistake the name of the bug */
  StreamEdit(String mistake) {
    this.mistake = mistake;
  }

  String edited(String event) {
    Matcher seats = SEATS.matcher(event);
    if (!event.startsWith("event: seats\n") || !seats.find()) {
      return event;
    }
    changes++;
    return switch (mistake) {
      case "dropped-frame" -> changes == 2 ? "" : event;
      case "missed-update" -> changes == 2 ? seats.replaceFirst("\"seats\":[]") : event;
      case "late-event" -> late(event, seats);
      default -> throw new IllegalArgumentException("No such mistake: " + mistake);
    };
  }

  /** Sends the first change a second time, together with the third. */
  private String late(String event, Matcher seats) {
    if (changes == 1) {
      first = seats.group(1);
    }
    return changes == 3 ? seats.replaceFirst("\"seats\":[" + seats.group(1) + "," + first + "]") : event;
  }
}
