package io.seatlock.security.token;

import io.seatlock.security.Caller;
import io.seatlock.security.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A {@link Caller} as Spring Security's {@code Authentication}. Does not contain the token or key. */
final class CallerToken extends AbstractAuthenticationToken {

  private final transient Caller caller;

  CallerToken(Caller caller) {
    super(AuthorityUtils.createAuthorityList(caller.scopes().stream().map(Scope::text).toList()));
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.subject();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerToken token && token.caller.equals(caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
