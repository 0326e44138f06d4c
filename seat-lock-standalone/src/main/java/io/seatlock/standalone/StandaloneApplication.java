package io.seatlock.standalone;

import io.seatlock.SeatLockApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service with its own Redis and Kafka, reachable from this machine only. */
public final class StandaloneApplication {

  /** What differs from the service; anything that names the same setting wins over it. */
  private static final Map<String, Object> DEFAULTS = Map.of(
      "logging.level.kafka", "warn",
      "logging.level.state.change.logger", "warn",
      // Warns at every start that it becomes active.
      "logging.level.org.apache.kafka.controller.QuorumController", "error",
      // Warns at a first start on a slow machine that another consumer created Kafka's own topic of offsets.
      "logging.level.kafka.server.DefaultAutoTopicCreationManager", "error",
      // Warns at every stop that it was closed twice.
      "logging.level.org.apache.kafka.clients.NetworkClient", "error");

  private StandaloneApplication() {}

  /** Kafka's threads keep a JVM alive whose service could not start, so the servers are ended then. */
  public static void main(String[] args) {
    EmbeddedServers servers = new EmbeddedServers();
    DemoIssuer issuer = List.of(args).contains(DemoIssuer.SWITCH) ? DemoIssuer.start() : null;
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
