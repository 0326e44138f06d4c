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
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1, since a client may take {@code localhost} for either; unless
 * the user names another address ({@code server.address}).
 */
@Component
@Order(LoopbackOnly.LAST)
class LoopbackOnly implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** The second connector is set up as the first one was by all others. */
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

  /** The first connector has the same protocol, so whoever could customize that one can do so with this. */
  @SuppressWarnings("unchecked")
  private static <T extends ProtocolHandler> void apply(TomcatProtocolHandlerCustomizer<T> customizer,
      ProtocolHandler handler) {
    customizer.customize((T) handler);
  }
}
