package io.seatlock.security;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The addresses on which the service will listen, according to its settings. An empty address means all interfaces. */
record ListeningAddresses(List<Listener> all) {

  /**
   * @param setting the name of the setting that contains the address
   * @param value the value of the setting; empty if it is not set
   */
  record Listener(String setting, String value, boolean loopback) {}

  static ListeningAddresses of(Environment environment) {
    Binder binder = Binder.get(environment);
    boolean separate = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
    return new ListeningAddresses(Stream.concat(Stream.of(listener(binder, "server.address")),
        separate ? Stream.of(listener(binder, "management.server.address")) : Stream.empty()).toList());
  }

  /** The first listener that can be reached from other machines. */
  Optional<Listener> beyondLoopback() {
    return all.stream().filter(listener -> !listener.loopback()).findFirst();
  }

  private static Listener listener(Binder binder, String setting) {
    String value = binder.bind(setting, String.class).orElse("").strip();
    return new Listener(setting, value, isLoopback(binder, setting));
  }

  /** An address that can't be parsed counts as reachable from other machines; it stops the start later. */
  private static boolean isLoopback(Binder binder, String setting) {
    try {
      return binder.bind(setting, InetAddress.class).map(InetAddress::isLoopbackAddress).orElse(false);
    } catch (BindException unknown) {
      return false;
    }
  }
}
