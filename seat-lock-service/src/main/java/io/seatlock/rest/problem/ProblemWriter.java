package io.seatlock.rest.problem;

import io.seatlock.audit.AuditAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem for a filter, which refuses a request before it reaches a controller. */
@Component
public final class ProblemWriter {

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** @param detail says to a person what is wrong and what to do */
  void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code,
      String detail, boolean retryable) throws IOException {
    AuditAttributes.code(request, code);
    ProblemDetail problem = Problems.problem(status, code, detail, retryable);
    problem.setInstance(StatusProblem.instance(request.getRequestURI()));
    byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
