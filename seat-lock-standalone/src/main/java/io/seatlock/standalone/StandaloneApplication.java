package io.seatlock.standalone;

import io.seatlock.SeatLockApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service with its own Redis and Kafka, reachable from this machine only. */
public final class StandaloneApplication {

  /** Default settings in addition to those of the service; any other source of settings overrides them. */
  private static final Map<String, Object> DEFAULTS = Map.of(
      "logging.level.kafka", "warn",
      "logging.level.state.change.logger", "warn",
      // Logs a warning at every start that it becomes active.
      "logging.level.org.apache.kafka.controller.QuorumController", "error",
      // Logs a warning at a first start on a slow machine that another consumer has created Kafka's topic of offsets.
      "logging.level.kafka.server.DefaultAutoTopicCreationManager", "error",
      // Logs a warning at every stop that it is closed twice.
      "logging.level.org.apache.kafka.clients.NetworkClient", "error");

  private StandaloneApplication() {}

  /** Stops the servers if the service does not start: otherwise Kafka's threads would keep the JVM alive. */
  public static void main(String[] args) {
    EmbeddedServers servers = new EmbeddedServers();
    DemoIssuer issuer = List.of(args).contains(DemoIssuer.OPTION) ? DemoIssuer.start() : null;
    Map<String, Object> defaults = new HashMap<>(DEFAULTS);
    if (issuer != null) {
      defaults.putAll(issuer.settings());
    }
    try {
      new SpringApplicationBuilder(SeatLockApplication.class)
          .properties(defaults)
          .initializers(servers)
          .listeners(new InitialPlans(servers), new Welcome(servers, issuer))
          .run(args);
    } catch (RuntimeException | Error e) {
      servers.stop();
      if (issuer != null) {
        issuer.stop();
      }
      throw e;
    }
  }
}
