package io.seatlock.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Bodies are JSON, also if a library on the class path could read something else, such as YAML: only JSON is read
 * strictly. An answer is always UTF-8; another charset in {@code Accept} would be missed only after the change was made.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnly implements WebMvcConfigurer, HandlerInterceptor {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private static final String CHARSET = "charset";

  private final ContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.strategies(List.of(
        request -> accepted.resolveMediaTypes(request).stream().map(JsonOnly::withoutCharset).toList()));
  }

  private static MediaType withoutCharset(MediaType type) {
    if (type.getParameter(CHARSET) == null) {
      return type;
    }
    Map<String, String> others = new HashMap<>(type.getParameters());
    others.remove(CHARSET);
    return new MediaType(type, others);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotSupportedException {
    String type = request.getContentType();
    if (type != null && !WITHOUT_BODY.contains(request.getMethod()) && !isJson(type)) {
      throw new HttpMediaTypeNotSupportedException(type);
    }
    return true;
  }

  private static boolean isJson(String text) {
    try {
      MediaType type = MediaType.valueOf(text);
      return type.isConcrete() && (type.getSubtype().equals("json") || "json".equals(type.getSubtypeSuffix()));
    } catch (InvalidMediaTypeException noType) {
      return false;
    }
  }
}
