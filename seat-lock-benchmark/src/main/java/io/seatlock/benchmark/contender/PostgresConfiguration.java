package io.seatlock.benchmark.contender;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PostgresConfiguration {

  @Bean
  PostgresLocks locks(JdbcClient database, PlatformTransactionManager transactions,
      @Value("${contender.skip-locked}") boolean skipLocked) {
    return new PostgresLocks(database, new TransactionTemplate(transactions), skipLocked);
  }
}
