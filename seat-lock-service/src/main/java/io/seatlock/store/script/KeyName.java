package io.seatlock.store.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key of Redis taken apart, the reverse of {@link Keys}.
 *
 * @param tag the prefix and the hash tag of a partition with its colon, e.g. {@code {p2}:}, or empty
 * @param rest what follows the kind's own name
 */
public record KeyName(String key, String tag, Kind kind, String rest) {

  private static final Pattern TAGGED = Pattern.compile("(\\{p\\d+}:)?(.*)", Pattern.DOTALL);

  /** What a key holds; a name that ends in a colon is a prefix. */
  public enum Kind {
    SEATS("seats:"), //
    LOCK("seatlock:"), //
    HOLDINGS("seat-holdings:"), //
    HELD("seat-held:"), //
    CHOICE("seat-choice:"), //
    ANSWERED("seat-answered:"), //
    DEADLINES("seat-deadlines"), //
    OUTBOX("seat-outbox"), //
    DEAD_LETTERS("seat-outbox-dead"), //
    IDENTITY("seat-identity"), //
    VENUES("seat-venues"), //
    PLAN("seat-plan:"), //
    PLAN_SEATS("seat-plan-seats:"), //
    OCCUPANCY("seat-occupancy:"), //
    PLAN_DOCUMENT("seat-plan-document:"), //
    BARRIER("seat-barrier:"), //
    FOREIGN("");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    private boolean isOf(String text) {
      return name.endsWith(":") ? text.startsWith(name) : text.equals(name);
    }
  }

  /**
   * Fits every key of the service; others' keys may fit, too.
   *
   * @param prefix of the installation, which has no sign with a meaning in a pattern
   */
  public static String pattern(String prefix) {
    return prefix + "*seat*";
  }

  public static KeyName of(String key) {
    return of("", key);
  }

  /** @param prefix a key without it is another installation's */
  public static KeyName of(String prefix, String key) {
    Matcher parts = TAGGED.matcher(key.startsWith(prefix) ? key.substring(prefix.length()) : "");
    if (!parts.matches()) {
      return new KeyName(key, "", Kind.FOREIGN, key);
    }
    String tag = prefix + (parts.group(1) == null ? "" : parts.group(1));
    String name = parts.group(2);
    Kind kind = Stream.of(Kind.values()).filter(candidate -> candidate.isOf(name)).findFirst().orElse(Kind.FOREIGN);
    return new KeyName(key, tag, kind, name.substring(kind.name.length()));
  }

  /** Of the key of a lock, of holdings or of a plan: the venue that its name begins with. */
  public String venueId() {
    return rest.split(":", 2)[0];
  }

  /** Of the key of holdings: the user. */
  public String userId() {
    return afterVenue();
  }

  /** Of a key of a plan: its generation. */
  public String generation() {
    return afterVenue();
  }

  private String afterVenue() {
    return rest.substring(Math.min(rest.length(), venueId().length() + 1));
  }
}
