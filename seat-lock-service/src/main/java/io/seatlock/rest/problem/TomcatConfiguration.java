package io.seatlock.rest.problem;

import org.apache.catalina.Host;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Replaces Tomcat's own error pages by problems with a code. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  /**
   * Runs after Spring Boot's own customizer, whose valve hides details of the HTML error page: the valve that is added
   * last reports first.
   */
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
