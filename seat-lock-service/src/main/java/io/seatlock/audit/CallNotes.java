package io.seatlock.audit;

import io.seatlock.seat.SeatCommand;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What the audit log has to know of a call, kept with its request. */
public final class CallNotes {

  private static final String COMMAND = CallNotes.class.getName() + ".command";

  private static final String CODE = CallNotes.class.getName() + ".code";

  private CallNotes() {}

  /** What is asked of which seats, before it is decided. */
  public static void command(HttpServletRequest request, SeatCommand.OfGroup command) {
    request.setAttribute(COMMAND, command);
  }

  /** The code of the problem that is the answer. */
  public static void code(HttpServletRequest request, String code) {
    request.setAttribute(CODE, code);
  }

  static SeatCommand.@Nullable OfGroup command(HttpServletRequest request) {
    return request.getAttribute(COMMAND) instanceof SeatCommand.OfGroup command ? command : null;
  }

  static @Nullable String code(HttpServletRequest request) {
    return request.getAttribute(CODE) instanceof String code ? code : null;
  }
}
