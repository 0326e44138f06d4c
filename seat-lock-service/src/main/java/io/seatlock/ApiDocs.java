package io.seatlock;

import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the REST calls. It is written by hand and served as it is at
 * {@code /v3/api-docs.yaml}; here it is once more as JSON, for the tools that ask for that.
 */
@RestController
class ApiDocs {

  private final Map<String, Object> openApi = read("static/v3/api-docs.yaml");

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> openApi() {
    return openApi;
  }

  private static Map<String, Object> read(String resource) {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(new ClassPathResource(resource));
    return Objects.requireNonNull(yaml.getObject());
  }
}
