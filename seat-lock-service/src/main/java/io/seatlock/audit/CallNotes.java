package io.seatlock.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What the audit log has to know of a call, kept with its request. */
public final class CallNotes {

  private static final String ASKED = CallNotes.class.getName() + ".asked";

  private static final String CODE = CallNotes.class.getName() + ".code";

  private CallNotes() {}

  /** What is asked, before anything can refuse it. */
  public static void asked(HttpServletRequest request, Asked asked) {
    request.setAttribute(ASKED, asked);
  }

  /** The code of the problem that is the answer. */
  public static void code(HttpServletRequest request, String code) {
    request.setAttribute(CODE, code);
  }

  static @Nullable Asked asked(HttpServletRequest request) {
    return request.getAttribute(ASKED) instanceof Asked asked ? asked : null;
  }

  static @Nullable String code(HttpServletRequest request) {
    return request.getAttribute(CODE) instanceof String code ? code : null;
  }
}
