package io.seatlock.browser;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the browser's headers {@code Origin} and {@code Sec-Fetch-Site} whether a page may change seats. Other
 * callers send neither header and are always allowed.
 */
final class AllowedOrigins {

  /** The values for the service's own pages and for an address that a person typed. */
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

  /** The origin {@code null}, which a browser sends for an opaque origin, has no authority and equals no host. */
  private static String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "no authority" : withoutDefaultPort(origin.substring(scheme + 3));
  }

  private static String withoutDefaultPort(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
  }
}
