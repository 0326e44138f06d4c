package io.seatlock.rest;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.security.Caller;
import io.seatlock.security.SecurityMode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Provides the {@link Ownership} of the caller as an argument of the endpoints. */
@Configuration(proxyBeanMethods = false)
class OwnershipArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  private final boolean isTokenMode;

  private final Ownership anyone = Ownership.anyone();

  OwnershipArgument(SecurityMode mode) {
    this.isTokenMode = mode == SecurityMode.TOKEN;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Ownership.class;
  }

  /**
   * In token mode a request without a caller is a bug in the filters; it fails and is not treated as a call outside of
   * token mode.
   */
  @Override
  public Ownership resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
      NativeWebRequest request, @Nullable WebDataBinderFactory factory) {
    if (!isTokenMode) {
      return anyone;
    }
    if (request.getParameter("lockId") != null) {
      throw new InvalidRequest("lockId", "is a secret, and queries are written to logs; send it in the body");
    }
    HttpServletRequest call = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    return Ownership.of(Objects.requireNonNull(Caller.of(call), "A call without a caller in token mode"), call);
  }
}
