package io.seatlock.embedded;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Product and version of an executable, for example "Redis 7.0.15". */
record RedisVersion(String product, int major, int minor, int patch)
    implements Comparable<RedisVersion> {

  /** The oldest version that has all commands the service needs. */
  static final RedisVersion OLDEST = new RedisVersion("Redis", 6, 2, 0);

  private static final Pattern OUTPUT = Pattern
      .compile("(?i)\\b(redis|valkey) server v=(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

  private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
      .thenComparingInt(RedisVersion::minor)
      .thenComparingInt(RedisVersion::patch);

  /** Reads what {@code --version} prints; empty if it is neither Redis nor Valkey. */
  static Optional<RedisVersion> parse(String output) {
    Matcher found = OUTPUT.matcher(output);
    return found.find() ? Optional.of(of(found)) : Optional.empty();
  }

  private static RedisVersion of(Matcher found) {
    return new RedisVersion(
        found.group(1).toLowerCase(Locale.ROOT).equals("redis") ? "Redis" : "Valkey",
        Integer.parseInt(found.group(2)),
        Integer.parseInt(found.group(3)),
        Integer.parseInt(found.group(4)));
  }

  boolean isSupported() {
    return compareTo(OLDEST) >= 0;
  }

  @Override
  public int compareTo(RedisVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return product + " " + major + "." + minor + "." + patch;
  }
}
