package io.seatlock.benchmark.contender;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RedissonConfiguration {

  @Bean(destroyMethod = "shutdown")
  RedissonClient redisson(@Value("${spring.data.redis.port}") int port) {
    Config config = new Config();
    config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
    return Redisson.create(config);
  }

  @Bean
  Locks locks(RedissonClient redisson, JsonMapper json) {
    return new RedissonLocks(redisson, json);
  }
}
