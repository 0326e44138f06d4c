package io.seatlock.benchmark.setup;

import io.seatlock.testkit.redis.RedisPair;
import io.seatlock.embedded.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The service itself, from its executable jar.
 *
 * @param jar the executable jar
 * @param jvmOptions in addition to those of all programs
 * @param settings in addition to the addresses, in the form of the command line
 */
public record Service(String name, Path jar, List<String> jvmOptions, List<String> settings) implements Contender {

  public static final String NAME = "seat-lock-service";

  private static final List<String> OPTIONS = List.of("--server.address=127.0.0.1",
      "--seat-lock.lock.max-timeout=7200s", "--seat-lock.lock.max-total-time=7200s",
      // The works lock more seats of one venue than the default allows.
      "--seat-lock.growth.max-seats-per-venue=0");

  private static final String READY = "/actuator/health/readiness";

  @Override
  public String what() {
    return "this service: one Lua script for the change, its deadline and its event; group commit on virtual threads";
  }

  @Override
  public String notGuaranteed() {
    return "see [architecture](architecture.md#behaviour-on-failures)";
  }

  /** The same service under another name, with additional settings. */
  public Service with(String name, String... more) {
    return new Service(name, jar, jvmOptions, Stream.concat(settings.stream(), Stream.of(more)).toList());
  }

  /** The same service with additional JVM options, which come last and therefore override the others. */
  public Service withJvm(String... more) {
    return new Service(name, jar, Stream.concat(jvmOptions.stream(), Stream.of(more)).toList(), settings);
  }

  @Override
  public RunningContender start(Environment environment) {
    RedisProcess redis = environment.redis();
    HttpProgram program = new HttpProgram(port -> command(environment, port, redis.port(), storeTopic(redis)),
        environment.log(name));
    program.awaitAnswer(READY);
    return running(program, redis.port(), servers(environment, redis), List.of(program, redis));
  }

  /** Several instances on the primary of one pair; closing the first one ends the pair. */
  public List<RunningContender> startOnPair(Environment environment, int instances) {
    RedisPair pair = environment.redisPair();
    RedisProcess redis = pair.primary();
    List<HttpProgram> programs = new ArrayList<>();
    for (int i = 1; i <= instances; i++) {
      programs.add(new HttpProgram(port -> command(environment, port, redis.port(), storeTopic(redis)),
          environment.log(name + "-" + i)));
    }
    programs.forEach(program -> program.awaitAnswer(READY));
    List<AutoCloseable> all = new ArrayList<>(programs);
    all.add(pair);
    Map<String, Long> servers = servers(environment, redis);
    servers.put(RunningContender.REPLICA, pair.replica().pid());
    return programs.stream().map(program -> running(program, redis.port(), servers,
        program == programs.getFirst() ? all : List.of())).toList();
  }

  /** The time from the command to the first successful readiness check, with a new Redis. */
  public Duration timeToStart(Environment environment) {
    try (RedisProcess redis = environment.redis();
        HttpProgram program = new HttpProgram(port -> command(environment, port, redis.port(), storeTopic(redis)),
            environment.log(name))) {
      return program.awaitAnswer(READY);
    }
  }

  private static Map<String, Long> servers(Environment environment, RedisProcess redis) {
    return new HashMap<>(Map.of("Redis", redis.pid(), "Kafka", environment.kafka().pid()));
  }

  private RunningContender running(HttpProgram program, int redisPort, Map<String, Long> servers,
      List<AutoCloseable> parts) {
    return new RunningContender(name, program.port(), redisPort, RunningContender.pids(program.pid(), servers),
        (_, _) -> {}, parts);
  }

  /**
   * A topic of its own for each Redis. Otherwise the service would take the new, empty Redis for the loss of an earlier
   * store.
   */
  private static String storeTopic(RedisProcess redis) {
    return "store." + redis.port();
  }

  private List<String> command(Environment environment, int port, int redis, String storeTopic) {
    List<String> command = environment.java(jvmOptions, "-jar", jar.toString(), "--server.port=" + port,
        "--spring.data.redis.port=" + redis,
        "--spring.kafka.bootstrap-servers=" + environment.kafka().bootstrapServers(),
        "--seat-lock.topics.names.store=" + storeTopic);
    command.addAll(OPTIONS);
    command.addAll(settings);
    return command;
  }
}
