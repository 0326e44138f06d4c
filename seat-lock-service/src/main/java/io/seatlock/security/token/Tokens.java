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
 * Verifies access tokens of one issuer. Its keys are kept for five minutes; while it is away those that are known stay
 * in use for twelve hours. A key that is not known is asked for, at most twice in five seconds, however many tokens
 * name one.
 */
final class Tokens implements JwtDecoder, Closeable {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final Duration KEPT_WITHOUT_ISSUER = Duration.ofHours(12);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

  private final IssuerKeys issuer;

  private final JWKSource<SecurityContext> keys;

  private final VerifiedTokens verified;

  Tokens(IssuerSettings settings) {
    this.issuer = new IssuerKeys(settings);
    this.keys = JWKSourceBuilder.create(settings.url(), issuer).cache(KEPT.toMillis(), LONGEST_WAIT.toMillis())
        .refreshAheadCache(false).rateLimited(BETWEEN_QUESTIONS.toMillis())
        .outageTolerant(KEPT_WITHOUT_ISSUER.toMillis()).build();
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setAllowEmptyExpiryClaim(false);
    this.verified = new VerifiedTokens(decoder(settings, times), times, KEPT);
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

  /** While the issuer is away the keys that were known last are all there is, and say nothing of another one. */
  private List<JWK> find(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
    List<JWK> found = keys.get(wanted, context);
    if (found.isEmpty() && !issuer.reached()) {
      throw new KeySourceException("The issuer is away, and the token's key is not known");
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
   * @throws BadJwtException if it is not accepted
   * @throws JwtException if the keys that are needed can't be reached
   */
  @Override
  public Jwt decode(String token) {
    try {
      return verified.decode(token);
    } catch (BadJwtException bad) {
      throw bad;
    } catch (JwtException unknown) {
      if (unknown.getCause() instanceof RateLimitReachedException && issuer.reached()) {
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
