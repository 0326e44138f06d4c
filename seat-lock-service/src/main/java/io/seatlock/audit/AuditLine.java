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

/** Formats a line of the audit log. docs/operations.md explains its fields. */
final class AuditLine {

  private static final int LONGEST_PATH = 100;

  /** Any other method is refused before authentication and logged as {@code *}. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /**
   * The path segments that are logged as they are. Any other segment may be a user id, a lockId or a key in the wrong
   * place.
   */
  private static final Set<String> KNOWN_SEGMENTS = Set.of("locks", "best", "seats", "status", "finalize", "release",
      "stream", "users", "venues", "plan", "actuator", "health", "liveness", "readiness", "prometheus", "metrics",
      "sbom", "info", "demo", "crowd");

  private static final Pattern VENUE = Pattern.compile("(?!slk_|eyJ|[0-9a-f]{32}$)[^;]{1,64}");

  /** Limited, since whoever registers a client with the issuer chooses its name. */
  private static final int LONGEST_CLIENT = 64;

  /** Writes ASCII only, so that no terminal or viewer interprets control sequences in a name. */
  private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Pseudonyms pseudonyms;

  AuditLine(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  String text(HttpServletRequest request, int status, @Nullable Caller caller, @Nullable AuditDetails details) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("call", method(request) + " " + path(request));
    line.put("status", status);
    put(line, "code", AuditAttributes.code(request));
    put(line, "reason", request.getAttribute(CallRefused.REASON));
    if (caller != null) {
      put(line, "client", client(caller));
      line.put("subject", pseudonyms.of(caller.subject()));
      line.put("role", caller.role());
    }
    if (details != null) {
      line.put("venueId", details.venueId());
      put(line, "seats", details.seats().isEmpty() ? null : details.seats().stream().map(AuditLine::name).toList());
      put(line, "user", pseudonyms.ofOptional(details.user()));
      put(line, "newUser", pseudonyms.ofOptional(details.newUser()));
      put(line, "lock", Pseudonyms.ofLockId(details.lockId()));
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

  /** The path with {@code *} in place of each unknown segment, except venue ids. */
  private static String path(HttpServletRequest request) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (String part : request.getRequestURI().split("/+")) {
      boolean isShown = KNOWN_SEGMENTS.contains(part)
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
