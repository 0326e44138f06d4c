package io.seatlock.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the OpenAPI description of the REST calls, as YAML and as JSON. The description is a static file; only the
 * server's URL depends on the request. It is the service's context path, or the prefix that a proxy sends in
 * {@code X-Forwarded-Prefix} if {@code server.forward-headers-strategy=framework} makes the service trust it.
 */
@RestController
class ApiDocs {

  private static final ClassPathResource FILE = new ClassPathResource("static/v3/api-docs.yaml");

  /** The line of the file that is replaced by the actual URL. */
  private static final String ROOT = "  - url: /\n";

  private final Map<String, Object> openApi = read();

  private final String yaml = text();

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> json(HttpServletRequest request) {
    Map<String, Object> here = new LinkedHashMap<>(openApi);
    here.put("servers", List.of(Map.of("url", url(request))));
    return here;
  }

  @GetMapping(path = "/v3/api-docs.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
  byte[] yaml(HttpServletRequest request) {
    String here = "  - url: " + JsonMapper.shared().writeValueAsString(url(request)) + "\n";
    return yaml.replace(ROOT, here).getBytes(StandardCharsets.UTF_8);
  }

  private static String url(HttpServletRequest request) {
    String path = request.getContextPath();
    return path.isEmpty() ? "/" : path;
  }

  private static Map<String, Object> read() {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(FILE);
    return Objects.requireNonNull(yaml.getObject());
  }

  private static String text() {
    try {
      return FILE.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
