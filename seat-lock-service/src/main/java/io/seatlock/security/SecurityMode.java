package io.seatlock.security;

import io.seatlock.security.ListeningAddresses.Listener;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The effective security mode: {@code auto} is resolved to one of the others. */
public enum SecurityMode {
  OPEN, TOKEN, TRUSTED_NETWORK;

  private static final String PREFIX = "seat-lock.security";

  /** The value of {@code seat-lock.security.mode} that selects this mode. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** @throws UnsafeStart if the settings would leave the service open to other machines, or contradict each other */
  static SecurityMode checked(Environment environment) {
    SecuritySettings settings = settings(environment);
    IssuerSettings issuer = IssuerSettings.of(environment);
    SecurityMode mode = of(settings, issuer);
    if (mode == TOKEN) {
      check(settings, issuer);
    }
    Optional<Listener> open = ListeningAddresses.of(environment).beyondLoopback();
    if (mode == OPEN && open.isPresent()) {
      throw new UnsafeStart(open.get().setting() + " (" + (open.get().value().isEmpty()
          ? "not set, so all interfaces"
          : open.get().value()) + ") can be reached from other machines, and callers are not authenticated. Set "
          + "spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences, or seat-lock.security.clients; or "
          + "set " + open.get().setting() + "=127.0.0.1; or, if only trusted machines can reach the network, "
          + "seat-lock.security.mode=trusted-network.");
    }
    return mode;
  }

  /**
   * The mode without the checks of {@link #checked}, for code that runs before them. If the settings can't be read,
   * returns the strictest mode; the start fails later.
   */
  static SecurityMode of(Environment environment) {
    try {
      return of(settings(environment), IssuerSettings.of(environment));
    } catch (BindException reportedLater) {
      return TOKEN;
    }
  }

  private static SecuritySettings settings(Environment environment) {
    return Binder.get(environment).bindOrCreate(PREFIX, SecuritySettings.class);
  }

  private static SecurityMode of(SecuritySettings settings, IssuerSettings issuer) {
    return switch (settings.mode()) {
      case OPEN -> OPEN;
      case TOKEN -> TOKEN;
      case TRUSTED_NETWORK -> TRUSTED_NETWORK;
      case AUTO -> issuer.any() || !settings.clients().isEmpty() ? TOKEN : OPEN;
    };
  }

  private static void check(SecuritySettings settings, IssuerSettings issuer) {
    require(issuer.any() || !settings.clients().isEmpty(), "seat-lock.security.mode is token, but neither an "
        + "issuer nor an API key is configured, so no caller could be authenticated. Set "
        + "spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences, or seat-lock.security.clients.");
    require(issuer.keySet().isEmpty() || !issuer.issuer().isEmpty(),
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri is set without an issuer, so tokens of all issuers with "
            + "these keys would be accepted. Set spring.security.oauth2.resourceserver.jwt.issuer-uri, too.");
    require(issuer.issuer().isEmpty() || !issuer.audiences().isEmpty(),
        "spring.security.oauth2.resourceserver.jwt.issuer-uri is set without audiences, so tokens that were issued for "
            + "other services would be accepted. Set spring.security.oauth2.resourceserver.jwt.audiences to the "
            + "audience of this service, e.g. seat-lock.");
    require(issuer.algorithms().stream().noneMatch(name -> name.toUpperCase(Locale.ROOT).startsWith("HS")),
        "spring.security.oauth2.resourceserver.jwt.jws-algorithms must be algorithms with a public key; write e.g. "
            + "RS256, ES256.");
  }

  private static void require(boolean isValid, String sentence) {
    if (!isValid) {
      throw new UnsafeStart(sentence);
    }
  }
}
