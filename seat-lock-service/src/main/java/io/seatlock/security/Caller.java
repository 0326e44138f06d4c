package io.seatlock.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller of a request.
 *
 * @param client the calling program: the name of an API key, or the client to which the token was issued; null if the
 *     token does not name it
 * @param subject the user or program that the token or key stands for
 * @param scopes what the token or key allows
 */
public record Caller(@Nullable String client, String subject, Set<Scope> scopes) {

  private static final String ATTRIBUTE = Caller.class.getName();

  /** The role for seats. If a caller has several scopes, the widest one decides. {@code NONE}: no scope for seats. */
  public enum Role {
    BUYER, BOOKING, OPERATOR, NONE
  }

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public Role role() {
    if (scopes.contains(Scope.OPERATE)) {
      return Role.OPERATOR;
    }
    if (scopes.contains(Scope.BOOK)) {
      return Role.BOOKING;
    }
    return scopes.contains(Scope.BUY) ? Role.BUYER : Role.NONE;
  }

  /** Whether the caller may act for any user and see what every user holds. */
  public boolean actsForOthers() {
    return role() == Role.BOOKING || role() == Role.OPERATOR;
  }

  /** The caller of this request; null if it was not authenticated. */
  public static @Nullable Caller of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
  }

  /** Stores the caller in the request, so that filters outside of Spring Security's chain can read it too. */
  public void storeIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
