package io.seatlock.security;

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
record IssuerSettings(String issuer, String keySet, List<String> audiences, List<String> algorithms,
    String userClaim) {

  private static final String PREFIX = "spring.security.oauth2.resourceserver";

  static IssuerSettings of(Environment environment) {
    OAuth2ResourceServerProperties.Jwt jwt = Binder.get(environment)
        .bindOrCreate(PREFIX, OAuth2ResourceServerProperties.class).getJwt();
    return new IssuerSettings(text(jwt.getIssuerUri()), text(jwt.getJwkSetUri()), List.copyOf(jwt.getAudiences()),
        List.copyOf(jwt.getJwsAlgorithms()), Objects.requireNonNullElse(jwt.getPrincipalClaimName(), "sub"));
  }

  private static String text(@Nullable String setting) {
    return Objects.requireNonNullElse(setting, "").strip();
  }

  boolean any() {
    return !issuer.isEmpty() || !keySet.isEmpty();
  }
}
