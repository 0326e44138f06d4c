package io.seatlock.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.core.env.Environment;

/**
 * The issuer whose tokens are accepted, from Spring's own settings
 * ({@code spring.security.oauth2.resourceserver.jwt.*}).
 *
 * @param issuer the URL that names the issuer; empty if no tokens are accepted
 * @param keySet the address of the issuer's keys; empty: taken from the issuer's metadata
 * @param audiences the audiences of which a token must name at least one
 * @param algorithms the allowed signature algorithms; only asymmetric ones
 * @param userClaim the claim that contains the user id; default {@code sub}
 */
public record IssuerSettings(String issuer, String keySet, List<String> audiences, List<String> algorithms,
    String userClaim) {

  private static final String PREFIX = "spring.security.oauth2.resourceserver";

  public static IssuerSettings of(Environment environment) {
    OAuth2ResourceServerProperties.Jwt jwt = Binder.get(environment)
        .bindOrCreate(PREFIX, OAuth2ResourceServerProperties.class).getJwt();
    return new IssuerSettings(text(jwt.getIssuerUri()), text(jwt.getJwkSetUri()), List.copyOf(jwt.getAudiences()),
        List.copyOf(jwt.getJwsAlgorithms()), Objects.requireNonNullElse(jwt.getPrincipalClaimName(), "sub"));
  }

  private static String text(@Nullable String setting) {
    return Objects.requireNonNullElse(setting, "").strip();
  }

  public boolean any() {
    return !issuer.isEmpty() || !keySet.isEmpty();
  }

  /** The issuer as a URL. It only identifies the issuer: the keys may be at another address. */
  public URL url() {
    try {
      return URI.create(issuer).toURL();
    } catch (IllegalArgumentException | MalformedURLException wrong) {
      throw new UnsafeStart("spring.security.oauth2.resourceserver.jwt.issuer-uri (" + issuer
          + ") must be a URL; write e.g. https://login.example/realms/tickets.");
    }
  }
}
