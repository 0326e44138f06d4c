package io.seatlock.audit;

import io.seatlock.seat.SeatId;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of the audit log; what each field means stands in docs/operations.md. */
final class AuditLine {

  private static final int LONGEST_PATH = 100;

  /** A path of which a part is a user, also if it is written with escapes that servers resolve. */
  private static final Pattern USER_IN_PATH = Pattern
      .compile("(?i)/+(?:u|%75)(?:s|%73)(?:e|%65)(?:r|%72)(?:s|%73)(?:/|%2f)+[^/]+");

  /** Whoever may register clients with the issuer chooses their names. */
  private static final int LONGEST_CLIENT = 64;

  /** ASCII only, so that no terminal or viewer obeys what a name contains. */
  private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Pseudonyms pseudonyms;

  AuditLine(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  String text(HttpServletRequest request, int status, @Nullable Caller caller, @Nullable Asked asked) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("call", request.getMethod() + " " + path(request));
    line.put("status", status);
    put(line, "code", CallNotes.code(request));
    put(line, "reason", request.getAttribute(CallRefused.REASON));
    if (caller != null) {
      put(line, "client", client(caller));
      line.put("subject", pseudonyms.of(caller.subject()));
      line.put("role", caller.role());
    }
    if (asked != null) {
      line.put("venueId", asked.venueId());
      put(line, "seats", asked.seats().isEmpty() ? null : asked.seats().stream().map(AuditLine::name).toList());
      put(line, "user", pseudonyms.ofOptional(asked.user()));
      put(line, "newUser", pseudonyms.ofOptional(asked.newUser()));
      put(line, "lock", Pseudonyms.ofLockId(asked.lockId()));
    }
    return ASCII.writeValueAsString(line);
  }

  private static void put(Map<String, Object> line, String name, @Nullable Object value) {
    if (value != null) {
      line.put(name, value);
    }
  }

  private static String path(HttpServletRequest request) {
    return shortened(USER_IN_PATH.matcher(request.getRequestURI()).replaceAll("/users/*"), LONGEST_PATH);
  }

  private static @Nullable String client(Caller caller) {
    return caller.client() == null ? null : shortened(caller.client(), LONGEST_CLIENT);
  }

  private static String shortened(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }

  private static String name(SeatId seat) {
    return seat.row() + "-" + seat.seat();
  }
}
