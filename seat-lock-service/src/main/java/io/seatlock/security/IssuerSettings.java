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
 * Whose tokens are accepted: Spring's own settings ({@code spring.security.oauth2.resourceserver.jwt.*}).
 *
 * @param issuer empty if none
 * @param keySet address of its keys; empty: where the issuer's own metadata say
 * @param audiences of which a token must have one
 * @param algorithms of signatures; only asymmetric ones
 * @param userClaim the claim that is the user's id
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

  /** The issuer, which is no more than a name: its keys may be elsewhere. */
  public URL url() {
    try {
      return URI.create(issuer).toURL();
    } catch (IllegalArgumentException | MalformedURLException wrong) {
      throw new UnsafeStart("spring.security.oauth2.resourceserver.jwt.issuer-uri (" + issuer
          + ") must be a URL; write e.g. https://login.example/realms/tickets.");
    }
  }
}
