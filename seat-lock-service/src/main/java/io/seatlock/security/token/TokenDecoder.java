package io.seatlock.security.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.seatlock.security.IssuerSettings;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies access tokens of one issuer. The issuer's keys are cached for five minutes; while the issuer is unavailable,
 * the cached keys are used for up to twelve hours. An unknown key makes the service fetch the keys again, at most twice
 * in five seconds, however many tokens name an unknown key.
 */
final class TokenDecoder implements JwtDecoder, Closeable {

  private static final Duration CACHE_TIME = Duration.ofMinutes(5);

  private static final Duration CACHE_TIME_IN_OUTAGE = Duration.ofHours(12);

  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(4);

  private static final Duration FETCH_INTERVAL = Duration.ofSeconds(5);

  private final IssuerKeys issuer;

  private final JWKSource<SecurityContext> keys;

  private final VerifiedTokens verified;

  TokenDecoder(IssuerSettings settings) {
    this.issuer = new IssuerKeys(settings);
    this.keys = JWKSourceBuilder.create(settings.url(), issuer).cache(CACHE_TIME.toMillis(), FETCH_TIMEOUT.toMillis())
        .refreshAheadCache(false).rateLimited(FETCH_INTERVAL.toMillis())
        .outageTolerant(CACHE_TIME_IN_OUTAGE.toMillis()).build();
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setAllowEmptyExpiryClaim(false);
    this.verified = new VerifiedTokens(decoder(settings, times), times, CACHE_TIME);
  }

  private NimbusJwtDecoder decoder(IssuerSettings settings, JwtTimestampValidator times) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"),
        new JOSEObjectType("application/at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), this::find));
    // Spring's validators check the claims, with a tolerance for the clocks.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder verifying = new NimbusJwtDecoder(processor);
    verifying.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(settings.issuer()),
        new JwtClaimValidator<@Nullable Iterable<String>>(JwtClaimNames.AUD, named -> isOneOf(settings, named)),
        new TokenType()));
    return verifying;
  }

  /**
   * An unknown key while the issuer is unavailable is an outage and not an invalid token: the issuer may have published
   * the key meanwhile.
   */
  private List<JWK> find(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
    List<JWK> found = keys.get(wanted, context);
    if (found.isEmpty() && !issuer.isReachable()) {
      throw new KeySourceException("The issuer is unavailable, and the token's key is unknown");
    }
    return found;
  }

  private static boolean isOneOf(IssuerSettings settings, @Nullable Iterable<String> named) {
    if (named != null) {
      for (String audience : named) {
        if (settings.audiences().contains(audience)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * @throws BadJwtException if the token is not accepted
   * @throws JwtException if the issuer's keys can't be fetched
   */
  @Override
  public Jwt decode(String token) {
    try {
      return verified.decode(token);
    } catch (BadJwtException bad) {
      throw bad;
    } catch (JwtException unknown) {
      if (unknown.getCause() instanceof RateLimitReachedException && issuer.isReachable()) {
        throw new BadJwtException("The token's key is not one of the issuer's", unknown);
      }
      throw unknown;
    }
  }

  @Override
  public void close() throws IOException {
    if (keys instanceof Closeable source) {
      source.close();
    }
  }
}
