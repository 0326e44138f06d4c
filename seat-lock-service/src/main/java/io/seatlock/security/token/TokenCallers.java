package io.seatlock.security.token;

import io.seatlock.seat.IdRules;
import io.seatlock.security.Caller;
import io.seatlock.security.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** Converts a verified token to its {@link Caller}. */
final class TokenCallers implements Converter<Jwt, AbstractAuthenticationToken> {

  private final String userClaim;

  private final List<String> rolesPath;

  /**
   * @param userClaim the claim that contains the user id
   * @param rolesClaim the path of a claim that lists roles; empty if there is none
   */
  TokenCallers(String userClaim, String rolesClaim) {
    this.userClaim = userClaim;
    this.rolesPath = rolesClaim.isEmpty() ? List.of() : List.of(rolesClaim.split("\\."));
  }

  /** @throws UnusableSubject if the token's user can't be a user id of this service */
  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    Set<Scope> scopes = Stream
        .concat(words(token.getClaims().get("scope")),
            Stream.concat(words(token.getClaims().get("scp")), words(roles(token))))
        .map(Scope::of).flatMap(Optional::stream).collect(Collectors.toSet());
    return new CallerToken(new Caller(client(token), subject(token), scopes));
  }

  /**
   * The user id. It is refused unless it is in its normal form: normalizing it could turn it into the id of another
   * user, and somebody may have registered it for that purpose.
   */
  private String subject(Jwt token) {
    if (!(token.getClaims().get(userClaim) instanceof String user)) {
      throw new UnusableSubject("has no text in the claim " + userClaim);
    }
    String flaw = IdRules.whyUnreachable(user);
    if (flaw != null) {
      throw new UnusableSubject(flaw);
    }
    return user;
  }

  private static @Nullable String client(Jwt token) {
    return Stream.of("azp", "client_id").map(token.getClaims()::get).filter(String.class::isInstance)
        .map(String.class::cast).findFirst().orElse(null);
  }

  private @Nullable Object roles(Jwt token) {
    Object found = rolesPath.isEmpty() ? null : token.getClaims();
    for (String step : rolesPath) {
      found = found instanceof Map<?, ?> inside ? inside.get(step) : null;
    }
    return found;
  }

  /** The values of a claim, which issuers write as a list or as one text separated by spaces. */
  private static Stream<String> words(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Arrays.stream(text.split(" "));
      case Collection<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
