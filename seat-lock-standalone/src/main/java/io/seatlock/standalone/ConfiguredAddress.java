package io.seatlock.standalone;

import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/** Whether the user has configured the address of a Redis or of Kafka. Then no embedded one is started. */
final class ConfiguredAddress {

  private static final String[] REDIS = {
      "spring.data.redis.url",
      "spring.data.redis.host",
      "spring.data.redis.port",
      "spring.data.redis.sentinel",
      "spring.data.redis.cluster",
      "spring.data.redis.masterreplica"
  };
  private static final String[] KAFKA = {"spring.kafka.bootstrap-servers"};

  private ConfiguredAddress() {}

  static boolean ofRedis(Environment environment) {
    return anySet(environment, REDIS);
  }

  static boolean ofKafka(Environment environment) {
    return anySet(environment, KAFKA);
  }

  private static boolean anySet(Environment environment, String[] names) {
    return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .anyMatch(source -> Arrays.stream(names).anyMatch(name -> sets(source, name)));
  }

  private static boolean sets(ConfigurationPropertySource source, String name) {
    ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
    return source.getConfigurationProperty(property) != null
        || source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT;
  }
}
