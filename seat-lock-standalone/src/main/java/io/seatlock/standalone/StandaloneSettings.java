package io.seatlock.standalone;

import io.seatlock.settings.UnknownVariables;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The settings under {@code seat-lock-standalone}. They are not under {@code seat-lock}, because the service refuses
 * names that it does not know there.
 *
 * @param dataDir where Redis and Kafka keep their data; default {@code data} in the working directory
 * @param redisPort the preferred port of Redis; if it is taken, any free one is used; default 6379
 * @param kafkaPort like {@code redisPort}; default 9092
 * @param redisBinary the redis-server or valkey-server to run; default an installed one, else the bundled one
 */
record StandaloneSettings(
    @DefaultValue("data") Path dataDir,
    @DefaultValue("6379") int redisPort,
    @DefaultValue("9092") int kafkaPort,
    @Nullable Path redisBinary) {

  /** A misspelt name stops the start. */
  static StandaloneSettings from(Environment environment) {
    if (environment instanceof ConfigurableEnvironment all) {
      new UnknownVariables("seat-lock-standalone", StandaloneSettings.class).refuse(all);
    }
    return Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
        .bindOrCreate("seat-lock-standalone", StandaloneSettings.class);
  }
}
