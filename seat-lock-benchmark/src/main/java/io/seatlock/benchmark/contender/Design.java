package io.seatlock.benchmark.contender;

import java.util.List;

/** The designs, by the name with which {@link ContenderProgram} is started. */
enum Design {

  NO_STORE(NoStore.class),

  PLAIN_REDIS(PlainRedisConfiguration.class),

  REDISSON(RedissonConfiguration.class),

  POSTGRES_UPDATE(PostgresConfiguration.class),

  POSTGRES_SKIP_LOCKED(PostgresConfiguration.class);

  private static final String NO_DATABASE = "--spring.autoconfigure.exclude="
      + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

  private final Class<?> configuration;

  Design(Class<?> configuration) {
    this.configuration = configuration;
  }

  Class<?> configuration() {
    return configuration;
  }

  /** Settings of this design, in the form of the command line. */
  List<String> settings() {
    return switch (this) {
      case NO_STORE, REDISSON -> List.of(NO_DATABASE);
      // Platform threads, as is usual for programs of this design.
      case PLAIN_REDIS -> List.of(NO_DATABASE, "--spring.threads.virtual.enabled=false");
      case POSTGRES_UPDATE -> List.of("--contender.skip-locked=false");
      case POSTGRES_SKIP_LOCKED -> List.of("--contender.skip-locked=true");
    };
  }
}
