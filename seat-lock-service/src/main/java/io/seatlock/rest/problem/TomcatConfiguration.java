package io.seatlock.rest.problem;

import org.apache.catalina.Host;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Makes Tomcat's own error responses problems with a code. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  /** Behind Spring Boot's own, which hides the details of an HTML page; the last valve is the first to report. */
  private static final int LAST = Integer.MAX_VALUE;

  @Bean
  @Order(LAST)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsAsProblems(JsonMapper json) {
    return tomcat -> tomcat.addContextCustomizers(context -> {
      Host host = (Host) context.getParent();
      host.getPipeline().addValve(new TomcatProblems(json));
      if (host instanceof StandardHost standard) {
        standard.setErrorReportValveClass(TomcatProblems.class.getName());
      }
    });
  }
}
