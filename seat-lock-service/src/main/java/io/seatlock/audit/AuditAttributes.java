package io.seatlock.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Stores data for the audit log as attributes of a request. */
public final class AuditAttributes {

  private static final String DETAILS = AuditAttributes.class.getName() + ".details";

  private static final String CODE = AuditAttributes.class.getName() + ".code";

  private AuditAttributes() {}

  /** Stores what the call asks for. Must be called before anything can refuse the call. */
  public static void details(HttpServletRequest request, AuditDetails details) {
    request.setAttribute(DETAILS, details);
  }

  /** Stores the code of the problem with which the call is answered. */
  public static void code(HttpServletRequest request, String code) {
    request.setAttribute(CODE, code);
  }

  static @Nullable AuditDetails details(HttpServletRequest request) {
    return request.getAttribute(DETAILS) instanceof AuditDetails details ? details : null;
  }

  static @Nullable String code(HttpServletRequest request) {
    return request.getAttribute(CODE) instanceof String code ? code : null;
  }
}
