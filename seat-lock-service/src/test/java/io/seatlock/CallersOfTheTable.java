package io.seatlock;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Those who must not come in, and what a token says of its owner. */
final class CallersOfTheTable {

  private CallersOfTheTable() {}

  /** Nobody, and every kind of bad token. */
  static List<@Nullable String> strangers(KeyServer keys) {
    List<@Nullable String> all = new ArrayList<>();
    all.add(null);
    all.add(keys.token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
    all.add(keys.token(claims -> claims.issuer("https://elsewhere.example")));
    all.add(keys.token(claims -> claims.audience("another-service")));
    all.add(keys.unsignedToken());
    all.add(keys.tokenSignedWithPublicKey());
    return all;
  }

  /** More that is no access token of this issuer for this service. */
  static List<String> strangeTokens(KeyServer keys) {
    List<String> tokens = new ArrayList<>(List.of(keys.tokenSignedWithPublicKey(), keys.unsignedToken(),
        keys.tokenOfStranger("first"), keys.tokenOfStranger("nobodys"), "x", "a.b.c", "é", "x".repeat(4000)));
    List.<UnaryOperator<JWTClaimsSet.Builder>>of(claims -> claims.claim("nonce", "n"),
        claims -> claims.claim("at_hash", "h"), claims -> claims.claim("typ", "ID"),
        claims -> claims.claim("typ", "Refresh"), claims -> claims.expirationTime(null),
        claims -> claims.claim("cnf", Map.of("jkt", "x")), claims -> claims.audience((String) null),
        claims -> claims.issuer(null)).forEach(change -> tokens.add(keys.token(change)));
    tokens.add(keys.tokenWithHeader(header -> header.type(new JOSEObjectType("logout+jwt"))));
    tokens.add(keys.tokenOfStranger("first", URI.create("http://127.0.0.1:1/keys")));
    return tokens;
  }

  static boolean isBuyer(@Nullable String token) {
    return name(token).contains("seats:buy");
  }

  static String name(@Nullable String token) {
    try {
      return token == null ? "nobody" : JWTParser.parse(token).getJWTClaimsSet().toString();
    } catch (ParseException e) {
      return token;
    }
  }
}
