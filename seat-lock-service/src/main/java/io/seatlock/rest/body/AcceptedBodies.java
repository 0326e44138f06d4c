package io.seatlock.rest.body;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
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
 * Refuses bodies that are compressed or not JSON, even if a library on the class path could read them, such as YAML:
 * only JSON is parsed strictly. Ignores a charset in {@code Accept}, since answers are always UTF-8: otherwise a
 * request for another charset would be refused only after the change was made.
 */
@Configuration(proxyBeanMethods = false)
class AcceptedBodies implements WebMvcConfigurer, HandlerInterceptor {

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
        request -> accepted.resolveMediaTypes(request).stream().map(AcceptedBodies::withoutCharset).toList()));
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
    if (!WITHOUT_BODY.contains(request.getMethod())) {
      checkEncoding(request.getHeader(HttpHeaders.CONTENT_ENCODING));
      checkType(request.getContentType());
    }
    return true;
  }

  /** Checked here, since the parser would only report that the body is not JSON. */
  private static void checkEncoding(@Nullable String encoding) {
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new CompressedBody(encoding);
    }
  }

  private static void checkType(@Nullable String type) throws HttpMediaTypeNotSupportedException {
    if (type != null && !isJson(type)) {
      throw new HttpMediaTypeNotSupportedException(type);
    }
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
