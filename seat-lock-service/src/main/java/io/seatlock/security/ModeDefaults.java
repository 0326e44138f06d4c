package io.seatlock.security;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Sets the defaults that depend on the security mode. An explicit setting takes precedence. */
class ModeDefaults implements EnvironmentPostProcessor, Ordered {

  private static final String SHOW_DETAILS = "management.endpoint.health.show-details";

  private static final String MAX_SEATS_PER_USER = "seat-lock.lock.max-seats-per-user";

  private static final Map<String, Object> TOKEN_MODE_DEFAULTS = Map.of(SHOW_DETAILS, "when-authorized",
      "management.endpoint.health.roles", Scope.WATCH.text() + "," + Scope.OPERATE.text(),
      "seat-lock.rates.enabled", "true", MAX_SEATS_PER_USER, "10", "seat-lock.holder.max-seats", "100");

  private static final Map<String, Object> OTHER_DEFAULTS = Map.of(SHOW_DETAILS, "always", MAX_SEATS_PER_USER, "1000");

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    boolean token = SecurityMode.of(environment) == SecurityMode.TOKEN;
    environment.getPropertySources()
        .addLast(new MapPropertySource("defaults of the mode", token ? TOKEN_MODE_DEFAULTS : OTHER_DEFAULTS));
  }

  /** Runs last, after all configuration files are loaded. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
