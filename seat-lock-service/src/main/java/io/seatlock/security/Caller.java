package io.seatlock.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param client the program: the name of an API key, or the client that a token was issued to; may be unknown
 * @param subject the user or program that the token or key stands for
 * @param scopes what it allows
 */
public record Caller(@Nullable String client, String subject, Set<Scope> scopes) {

  private static final String ATTRIBUTE = Caller.class.getName();

  /** The widest scope counts if a caller has several. */
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

  /** Whether it may call for any user, and see what all of them hold. */
  public boolean actsForOthers() {
    return role() == Role.BOOKING || role() == Role.OPERATOR;
  }

  /** Null if this call was not authenticated. */
  public static @Nullable Caller of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
  }

  /** Kept with the request, also for those outside of Spring Security's filters. */
  public void keepIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
