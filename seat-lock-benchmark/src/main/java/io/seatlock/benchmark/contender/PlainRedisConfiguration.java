package io.seatlock.benchmark.contender;

import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PlainRedisConfiguration {

  private static final int PARTITIONS = 3;

  @Bean
  PlainRedis locks(StringRedisTemplate redis, KafkaTemplate<String, String> kafka, JsonMapper json) {
    return new PlainRedis(redis, kafka, json);
  }

  @Bean
  RedisMessageListenerContainer expiries(RedisConnectionFactory connections, PlainRedis locks) {
    RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    container.setConnectionFactory(connections);
    container.addMessageListener(locks, new PatternTopic("__keyevent@*__:expired"));
    return container;
  }

  @Bean
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(Stream.of("locked", "unlocked", "lock.requested", "lock.rejected")
        .map(name -> new NewTopic("plain.seat." + name, PARTITIONS, (short) 1)).toArray(NewTopic[]::new));
  }
}
