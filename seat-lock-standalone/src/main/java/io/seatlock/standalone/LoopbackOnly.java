package io.seatlock.standalone;

import io.seatlock.embedded.LoopbackPorts;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1, because a client may resolve {@code localhost} to either. Does
 * nothing if the user has configured another address ({@code server.address}).
 */
@Component
@Order(LoopbackOnly.LAST)
class LoopbackOnly implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** Runs after all other customizers, so that the second connector can repeat what they did to the first one. */
  static final int LAST = Integer.MAX_VALUE;

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    if (tomcat.getAddress() == null || LoopbackPorts.loopback().equals(tomcat.getAddress())) {
      tomcat.setAddress(LoopbackPorts.loopback());
      if (LoopbackPorts.hasIpv6() && tomcat.getSsl() == null) {
        listenOnIpv6(tomcat);
      }
    }
  }

  private static void listenOnIpv6(TomcatServletWebServerFactory tomcat) {
    if (tomcat.getPort() == 0) {
      tomcat.setPort(LoopbackPorts.free());
    }
    Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
    connector.setPort(tomcat.getPort());
    tomcat.getProtocolHandlerCustomizers().forEach(customizer -> apply(customizer, connector.getProtocolHandler()));
    tomcat.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
      protocol.setAddress(LoopbackPorts.loopback6());
    }
    tomcat.addAdditionalConnectors(connector);
  }

  /** Safe, because both connectors have the same protocol: what customizes the first one also accepts the second. */
  @SuppressWarnings("unchecked")
  private static <T extends ProtocolHandler> void apply(TomcatProtocolHandlerCustomizer<T> customizer,
      ProtocolHandler handler) {
    customizer.customize((T) handler);
  }
}
