package io.seatlock.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * Caches tokens whose signature and claims were verified, for as long as the issuer's keys are cached; only the time
 * claims are checked again. Refused tokens are not cached, so they can't evict valid ones.
 */
final class VerifiedTokens {

  /**
   * The limit for all tokens together. It is in characters, since the holder of a valid token can encode its signature
   * in many ways, each with thousands of characters.
   */
  private static final long MAX_CHARACTERS = 20_000_000;

  private final Cache<String, Jwt> verified;

  private final JwtTimestampValidator times;

  private final JwtDecoder verifier;

  VerifiedTokens(JwtDecoder verifier, JwtTimestampValidator times, Duration kept) {
    this.verifier = verifier;
    this.times = times;
    this.verified = Caffeine.newBuilder().maximumWeight(MAX_CHARACTERS)
        .weigher((String token, Jwt _) -> token.length()).expireAfterWrite(kept).build();
  }

  Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && !times.validate(known).hasErrors()) {
      return known;
    }
    // A cached token that has expired meanwhile is refused here, with the reason.
    Jwt fresh = verifier.decode(token);
    verified.put(token, fresh);
    return fresh;
  }
}
