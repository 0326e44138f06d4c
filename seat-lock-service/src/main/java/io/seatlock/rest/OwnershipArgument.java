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

/** Tells the endpoints what the caller may say of whom. */
@Configuration(proxyBeanMethods = false)
class OwnershipArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  private final boolean known;

  private final Ownership anyone = Ownership.anyone();

  OwnershipArgument(SecurityMode mode) {
    this.known = mode == SecurityMode.TOKEN;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Ownership.class;
  }

  /** A call that came past the filters without a caller is a bug, and must not count as the original contract. */
  @Override
  public Ownership resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
      NativeWebRequest request, @Nullable WebDataBinderFactory factory) {
    if (!known) {
      return anyone;
    }
    if (request.getParameter("lockId") != null) {
      throw new InvalidRequest("lockId", "is a secret, and the query of a call stays in logs; send it in the body");
    }
    HttpServletRequest call = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    return Ownership.of(Objects.requireNonNull(Caller.of(call), "A call without a caller in token mode"), call);
  }
}
