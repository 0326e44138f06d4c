package io.seatlock.audit;

import io.seatlock.security.Caller;
import io.seatlock.security.SecuritySettings;
import io.seatlock.security.TokenMode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes the audit log. Runs before all filters that can refuse a call, so that it logs every outcome. */
@Component
@TokenMode
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter extends HttpFilter {

  /** Operators configure this logger by its name, so the name must not change. */
  private static final Logger log = LoggerFactory.getLogger("seat-lock.audit");

  private static final Set<Integer> REFUSAL_STATUSES = Set.of(401, 403, 429);

  private final AuditLine lines;

  AuditFilter(SecuritySettings settings) {
    lines = new AuditLine(new Pseudonyms(settings.auditSecret()));
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } finally {
      Caller caller = Caller.of(request);
      AuditDetails details = AuditAttributes.details(request);
      if (REFUSAL_STATUSES.contains(response.getStatus()) || isAudited(caller, details)) {
        log.info("{}", lines.text(request, response.getStatus(), caller, details));
      }
    }
  }

  private static boolean isAudited(@Nullable Caller caller, @Nullable AuditDetails details) {
    return details != null && switch (details.audited()) {
      case ALWAYS -> true;
      case FOR_OTHERS -> caller != null && caller.role() != Caller.Role.BUYER;
      case NEVER -> false;
    };
  }
}
