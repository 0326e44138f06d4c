package io.seatlock.store.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Redis key split into its parts, the reverse of {@link Keys}.
 *
 * @param tag the installation's prefix and the hash tag of the partition with its colon, e.g. {@code {p2}:}; may be
 *     empty
 * @param rest what follows the name of the kind
 */
public record KeyName(String key, String tag, Kind kind, String rest) {

  private static final Pattern TAGGED = Pattern.compile("(\\{p\\d+}:)?(.*)", Pattern.DOTALL);

  /**
   * What a key contains. A name that ends with a colon is the beginning of the key's name, any other is the whole name.
   */
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
   * A glob pattern that matches every key of the service, and perhaps keys of others.
   *
   * @param prefix of the installation, without glob characters
   */
  public static String pattern(String prefix) {
    return prefix + "*seat*";
  }

  /** For an installation without a prefix. */
  public static KeyName of(String key) {
    return of("", key);
  }

  /** @param prefix of the installation; a key without it is {@link Kind#FOREIGN} */
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

  /** The venue, for the key of a lock, of holdings or of a plan. */
  public String venueId() {
    return rest.split(":", 2)[0];
  }

  /** The user, for the key of holdings. */
  public String userId() {
    return afterVenue();
  }

  /** The generation, for a key of a plan. */
  public String generation() {
    return afterVenue();
  }

  private String afterVenue() {
    return rest.substring(Math.min(rest.length(), venueId().length() + 1));
  }
}
