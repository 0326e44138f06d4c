package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfiguredAddressTests {

  @ParameterizedTest
  @ValueSource(strings = {
      "spring.data.redis.url",
      "spring.data.redis.host",
      "spring.data.redis.port",
      "spring.data.redis.sentinel.master",
      "spring.data.redis.cluster.nodes[0]",
      "spring.data.redis.masterreplica.nodes",
      "SPRING_DATA_REDIS_HOST",
      "SPRING_DATA_REDIS_CLUSTER_NODES"
  })
  void addressOfRedisInAnyFormIsSeen(String name) {
    assertThat(ConfiguredAddress.ofRedis(environmentWith(name))).isTrue();
    assertThat(ConfiguredAddress.ofKafka(environmentWith(name))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "spring.kafka.bootstrap-servers",
      "spring.kafka.bootstrap-servers[0]",
      "spring.kafka.bootstrapServers",
      "SPRING_KAFKA_BOOTSTRAP_SERVERS"
  })
  void addressOfKafkaInAnyFormIsSeen(String name) {
    assertThat(ConfiguredAddress.ofKafka(environmentWith(name))).isTrue();
    assertThat(ConfiguredAddress.ofRedis(environmentWith(name))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "spring.data.redis.timeout",
      "spring.data.redis.database",
      "spring.kafka.client-id",
      "SPRING_DATA_REDIS_TIMEOUT"
  })
  void otherSettingsAreNoAddress(String name) {
    assertThat(ConfiguredAddress.ofRedis(environmentWith(name))).isFalse();
    assertThat(ConfiguredAddress.ofKafka(environmentWith(name))).isFalse();
  }

  private static StandardEnvironment environmentWith(String name) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(name, "x")));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
