package io.seatlock.rest.problem;

import io.seatlock.audit.AuditAttributes;
import io.seatlock.security.TokenMode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Records the code of each problem for the audit log. */
@ControllerAdvice
@TokenMode
class AuditedProblemCodes implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter type, MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request, ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem && request instanceof ServletServerHttpRequest servlet) {
      Object code = problem.getProperties() == null ? null : problem.getProperties().get("code");
      AuditAttributes.code(servlet.getServletRequest(), String.valueOf(code));
    }
    return body;
  }
}
