package io.seatlock.audit;

import io.seatlock.seat.SeatId;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of the audit log; what each field means stands in docs/operations.md. */
final class AuditLine {

  private static final int LONGEST_PATH = 100;

  /** All others are refused before anybody asks who calls. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** The parts of paths that say what is asked. Any other may be a user, a lockId or a key in the wrong place. */
  private static final Set<String> KNOWN_PARTS = Set.of("locks", "best", "seats", "status", "finalize", "release",
      "stream", "users", "venues", "plan", "actuator", "health", "liveness", "readiness", "prometheus", "metrics",
      "sbom", "info", "demo", "crowd");

  private static final Pattern VENUE = Pattern.compile("(?!slk_|eyJ|[0-9a-f]{32}$)[^;]{1,64}");

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
    line.put("call", method(request) + " " + path(request));
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

  private static String method(HttpServletRequest request) {
    return METHODS.contains(request.getMethod()) ? request.getMethod() : "*";
  }

  /** With {@code *} for each part that is not known, other than the name of a venue. */
  private static String path(HttpServletRequest request) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (String part : request.getRequestURI().split("/+")) {
      boolean isShown = KNOWN_PARTS.contains(part)
          || (before.equals("venues") && VENUE.matcher(part).matches());
      path.append(part.isEmpty() ? "" : "/" + (isShown ? part : "*"));
      before = part;
    }
    return path.isEmpty() ? "/" : shortened(path.toString(), LONGEST_PATH);
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
