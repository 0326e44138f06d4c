package io.seatlock.browser;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the received {@code Host} header whether a request is allowed. DNS rebinding needs a host name of the
 * attacker that resolves to the service's address. IP addresses are therefore always allowed; health probes send them.
 */
final class AllowedHosts {

  private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(?::\\d{0,5})?");

  private static final Pattern ADDRESS = Pattern.compile("\\[.+]|\\d{1,3}(?:\\.\\d{1,3}){3}");

  private final Set<String> names;

  AllowedHosts(List<String> names) {
    this.names = new TreeSet<>(names);
    this.names.add("localhost");
  }

  /** @param host null if the header is missing, as in HTTP/1.0, which no browser sends */
  boolean allow(@Nullable String host) {
    if (host == null || names.contains("*")) {
      return true;
    }
    Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return parts.matches() && (names.contains(parts.group(1)) || ADDRESS.matcher(parts.group(1)).matches());
  }
}
