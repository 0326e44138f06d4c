package io.seatlock.benchmark.rig;

import io.seatlock.embedded.RedisProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the contenders of this module.
 *
 * @param design the name by which its program knows it
 */
public record SmallProgram(String name, String design, Store store, String what, String promisesNot)
    implements Contender {

  private static final String MAIN = "io.seatlock.benchmark.contender.ContenderProgram";

  /** The server that it uses. */
  public enum Store {
    NONE, REDIS, REDIS_AND_KAFKA, POSTGRES
  }

  @Override
  public Running start(Ground ground) {
    return switch (store) {
      case NONE -> start(ground, List.of(), Map.of(), (_, _) -> {}, List.of());
      case REDIS -> onRedis(ground, Map.of());
      case REDIS_AND_KAFKA -> onRedis(ground, Map.of("Kafka", ground.kafka().pid()));
      case POSTGRES -> onPostgres(ground);
    };
  }

  private Running onRedis(Ground ground, Map<String, Long> kafka) {
    RedisProcess redis = ground.redis();
    Map<String, Long> servers = new LinkedHashMap<>(kafka);
    servers.put("Redis", redis.pid());
    return start(ground, List.of("--spring.data.redis.port=" + redis.port(),
        "--spring.kafka.bootstrap-servers=" + ground.kafka().bootstrapServers()), servers, (_, _) -> {},
        List.of(redis));
  }

  private Running onPostgres(Ground ground) {
    Postgres postgres = Postgres.start();
    return start(ground, List.of("--spring.datasource.url=" + postgres.url(),
        "--spring.datasource.username=benchmark", "--spring.datasource.hikari.maximum-pool-size=10"),
        Map.of("PostgreSQL", postgres.pid()), postgres::openSale, List.of(postgres));
  }

  private Running start(Ground ground, List<String> settings, Map<String, Long> servers, Running.Sale sale,
      List<? extends AutoCloseable> parts) {
    Program program = new Program(port -> command(ground, port, settings), ground.log(name));
    program.awaitAnswer("/seats/status?venueId=1&row=A&seat=1");
    List<AutoCloseable> all = new ArrayList<>(List.of(program));
    all.addAll(parts);
    return new Running(name, program.port(), 0, Running.pids(program.pid(), servers), sale, all);
  }

  private List<String> command(Ground ground, int port, List<String> settings) {
    List<String> command = new ArrayList<>(ground.java("-cp", System.getProperty("java.class.path"), MAIN, design,
        "--server.port=" + port));
    command.addAll(settings);
    return command;
  }
}
