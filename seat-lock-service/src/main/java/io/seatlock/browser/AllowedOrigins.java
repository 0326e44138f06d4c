package io.seatlock.browser;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a page may change seats, by what the browser says of it. A caller that is no browser sends neither
 * header and is not concerned.
 */
final class AllowedOrigins {

  /** The service's own page, or a person who typed the address. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Set<String> origins;

  AllowedOrigins(List<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /**
   * @param origin the header {@code Origin}
   * @param site the header {@code Sec-Fetch-Site}
   * @param host the header {@code Host}; the scheme is not compared, since TLS may end at a proxy
   */
  boolean allow(@Nullable String origin, @Nullable String site, @Nullable String host) {
    if (origin != null && isListed(origin)) {
      return true;
    }
    boolean isOwn = origin == null || (host != null && authority(origin).equals(withoutDefaultPort(host)));
    return isOwn && (site == null || OWN_SITES.contains(site.toLowerCase(Locale.ROOT)));
  }

  boolean isListed(String origin) {
    return origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** No authority for {@code null}, which stands for a page without an origin. */
  private static String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "no authority" : withoutDefaultPort(origin.substring(scheme + 3));
  }

  private static String withoutDefaultPort(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
  }
}
