package io.seatlock.security;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings whose default depends on the mode; whoever sets them wins. */
class ModeDefaults implements EnvironmentPostProcessor, Ordered {

  private static final String SHOW_DETAILS = "management.endpoint.health.show-details";

  private static final String MAX_SEATS_PER_USER = "seat-lock.lock.max-seats-per-user";

  private static final Map<String, Object> OF_TOKEN_MODE = Map.of(SHOW_DETAILS, "when-authorized",
      "management.endpoint.health.roles", Scope.WATCH.text() + "," + Scope.OPERATE.text(),
      "seat-lock.rates.enabled", "true", MAX_SEATS_PER_USER, "10", "seat-lock.holder.max-seats", "100");

  private static final Map<String, Object> OF_OTHERS = Map.of(SHOW_DETAILS, "always", MAX_SEATS_PER_USER, "1000");

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    boolean token = SecurityMode.of(environment) == SecurityMode.TOKEN;
    environment.getPropertySources()
        .addLast(new MapPropertySource("defaults of the mode", token ? OF_TOKEN_MODE : OF_OTHERS));
  }

  /** Behind all files of settings. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
