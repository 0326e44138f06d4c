package io.seatlock.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses compressed bodies by the name of their encoding; the parser would only say that they are no JSON. */
@Configuration(proxyBeanMethods = false)
class CompressedBodies implements WebMvcConfigurer, HandlerInterceptor {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (isCompression(encoding) && !WITHOUT_BODY.contains(request.getMethod())) {
      throw new CompressedBody(String.valueOf(encoding));
    }
    return true;
  }

  private static boolean isCompression(@Nullable String encoding) {
    return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
  }

  /** The message is the encoding, as the caller named it. */
  static final class CompressedBody extends RuntimeException {

    CompressedBody(String encoding) {
      super(encoding, null, false, false);
    }
  }
}
