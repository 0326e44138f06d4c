package io.seatlock.store.identity;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies the content of a store since its first use or last confirmation: {@code 1795348800123-5d41402a}, or with a
 * suffix {@code 1795348800123-5d41402a-confirmed}.
 *
 * @param since when it was created, by Redis' clock, in ms since the epoch; 0 for a text that the service did not write
 * @param note what the suffix says
 */
public record Epoch(String text, long since, Note note) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{8})(?:-([a-z]+))?");

  /** What is known about the epoch. */
  public enum Note {
    /** A first use: no earlier state was known. */
    NONE(""),
    /** An operator confirmed the store in its state at that time. */
    CONFIRMED("-confirmed"),
    /** An instance that knew this epoch found the store empty. */
    EMPTIED("-emptied"),
    /** An instance that knew a later state of this epoch found an earlier one. */
    RESTORED("-restored");

    private final String suffix;

    Note(String suffix) {
      this.suffix = suffix;
    }
  }

  public static Epoch parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return new Epoch(text, 0, Note.NONE);
    }
    String suffix = text.substring(parts.end(2));
    for (Note note : Note.values()) {
      if (note.suffix.equals(suffix)) {
        return new Epoch(text, Long.parseLong(parts.group(1)), note);
      }
    }
    return new Epoch(text, 0, Note.NONE);
  }

  public static Epoch create(Instant since, Note note) {
    byte[] random = new byte[4];
    ThreadLocalRandom.current().nextBytes(random);
    return parse(since.toEpochMilli() + "-" + HexFormat.of().formatHex(random) + note.suffix);
  }

  /** This epoch with the suffix of another note. */
  Epoch withNote(Note found) {
    String base = note == Note.NONE ? text : text.substring(0, text.length() - note.suffix.length());
    return parse(base + found.suffix);
  }

  /** Whether an instance found that the store has lost data. */
  boolean hasLostData() {
    return note == Note.EMPTIED || note == Note.RESTORED;
  }

  /** Whether an operator has confirmed this epoch as the successor of the other one. */
  boolean replaces(Epoch other) {
    return note == Note.CONFIRMED && since > other.since;
  }
}
