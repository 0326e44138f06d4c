package io.seatlock.benchmark.setup;

import io.seatlock.embedded.RedisProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contender that is implemented in this module.
 *
 * @param design name of the constant in the program's enum {@code Design}
 */
public record SmallProgram(String name, String design, Store store, String what, String notGuaranteed)
    implements Contender {

  private static final String MAIN = "io.seatlock.benchmark.contender.ContenderProgram";

  /** The servers that it uses. */
  public enum Store {
    NONE, REDIS, REDIS_AND_KAFKA, POSTGRES
  }

  @Override
  public RunningContender start(Environment environment) {
    return switch (store) {
      case NONE -> start(environment, List.of(), Map.of(), (_, _) -> {}, List.of());
      case REDIS -> onRedis(environment, Map.of());
      case REDIS_AND_KAFKA -> onRedis(environment, Map.of("Kafka", environment.kafka().pid()));
      case POSTGRES -> onPostgres(environment);
    };
  }

  private RunningContender onRedis(Environment environment, Map<String, Long> kafka) {
    RedisProcess redis = environment.redis();
    Map<String, Long> servers = new LinkedHashMap<>(kafka);
    servers.put("Redis", redis.pid());
    return start(environment, List.of("--spring.data.redis.port=" + redis.port(),
        "--spring.kafka.bootstrap-servers=" + environment.kafka().bootstrapServers()), servers, (_, _) -> {},
        List.of(redis));
  }

  private RunningContender onPostgres(Environment environment) {
    Postgres postgres = Postgres.start();
    return start(environment, List.of("--spring.datasource.url=" + postgres.url(),
        "--spring.datasource.username=benchmark", "--spring.datasource.hikari.maximum-pool-size=10"),
        Map.of("PostgreSQL", postgres.pid()), postgres::openSale, List.of(postgres));
  }

  private RunningContender start(Environment environment, List<String> settings, Map<String, Long> servers,
      RunningContender.Sale sale,
      List<? extends AutoCloseable> parts) {
    HttpProgram program = new HttpProgram(port -> command(environment, port, settings), environment.log(name));
    program.awaitAnswer("/seats/status?venueId=1&row=A&seat=1");
    List<AutoCloseable> all = new ArrayList<>(List.of(program));
    all.addAll(parts);
    return new RunningContender(name, program.port(), 0, RunningContender.pids(program.pid(), servers), sale, all);
  }

  private List<String> command(Environment environment, int port, List<String> settings) {
    List<String> command = new ArrayList<>(environment.java("-cp", System.getProperty("java.class.path"), MAIN, design,
        "--server.port=" + port));
    command.addAll(settings);
    return command;
  }
}
