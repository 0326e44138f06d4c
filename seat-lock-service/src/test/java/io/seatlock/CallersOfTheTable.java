package io.seatlock;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
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
