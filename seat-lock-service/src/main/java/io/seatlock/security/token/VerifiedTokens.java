package io.seatlock.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * Remembers tokens whose signature and claims were verified, for as long as the issuer's keys are kept anyway; only the
 * times are checked again. A refused token is not remembered, so bad ones can't push out good ones.
 */
final class VerifiedTokens {

  /** In all: whoever has a valid token can spell its signature in many ways, each with thousands of characters. */
  private static final long MOST_CHARACTERS = 20_000_000;

  private final Cache<String, Jwt> verified;

  private final JwtTimestampValidator times;

  private final JwtDecoder verifier;

  VerifiedTokens(JwtDecoder verifier, JwtTimestampValidator times, Duration kept) {
    this.verifier = verifier;
    this.times = times;
    this.verified = Caffeine.newBuilder().maximumWeight(MOST_CHARACTERS)
        .weigher((String token, Jwt _) -> token.length()).expireAfterWrite(kept).build();
  }

  Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && !times.validate(known).hasErrors()) {
      return known;
    }
    // One that has expired since is refused there, with the reason.
    Jwt fresh = verifier.decode(token);
    verified.put(token, fresh);
    return fresh;
  }
}
