package io.seatlock;

import io.seatlock.plan.Plans;
import io.seatlock.store.LogLines;
import io.seatlock.store.RedisServers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** One running instance of the whole service, reached by REST and Kafka. */
final class RunningService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private final LogLines.Source source;

  private RunningService(ConfigurableApplicationContext context, LogLines.Source source) {
    this.context = context;
    this.source = source;
  }

  /**
   * Unless said otherwise a Redis command may take 5 s, so that a busy machine does not look like a
   * Redis that is away.
   *
   * @param more settings as on the command line, without the dashes; they win
   */
  static RunningService start(RedisServers redis, String kafka, String... more) {
    return start(redis.springSettings(), kafka, more);
  }

  /** @param redis how to find it */
  static RunningService start(Map<String, String> redis, String kafka, String... more) {
    return start(_ -> {}, new LogLines.Source(), redis, kafka, more);
  }

  /** Together with its log from before the first part starts; Spring would end what was attached earlier. */
  static Logged startLogged(RedisServers redis, String kafka, String... more) {
    AtomicReference<LogLines> log = new AtomicReference<>();
    LogLines.Source source = new LogLines.Source();
    RunningService service = start(_ -> log.set(LogLines.of("io", source::equals)), source, redis.springSettings(),
        kafka, more);
    return new Logged(service, log.get());
  }

  /** @param log of the service and of its libraries */
  record Logged(RunningService service, LogLines log) implements AutoCloseable {

    @Override
    public void close() {
      service.close();
      log.close();
    }
  }

  private static RunningService start(ApplicationContextInitializer<ConfigurableApplicationContext> first,
      LogLines.Source source, Map<String, String> redis, String kafka, String... more) {
    Map<String, String> settings = new LinkedHashMap<>(redis);
    settings.putAll(
        Map.of("server.port", "0", "spring.data.redis.timeout", "5s", "spring.kafka.bootstrap-servers", kafka));
    Stream.of(more).map(setting -> setting.split("=", 2)).forEach(setting -> settings.put(setting[0], setting[1]));
    String[] args = settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
    return new RunningService(source.call(() -> new SpringApplicationBuilder(SeatLockApplication.class)
        .initializers(first).registerShutdownHook(false).logStartupInfo(false).run(args)), source);
  }

  /** What this instance logs from now on under a name, but not what others beside it do. */
  LogLines log(String name) {
    return LogLines.of(name, source::equals);
  }

  boolean logs(LogLines.Source any) {
    return source.equals(any);
  }

  boolean isRunning() {
    return context.isActive();
  }

  /** Another one after each start of the web server. */
  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  Rest rest() {
    return new Rest(this::port);
  }

  /** Stops and starts all parts of the application context, which itself stays. */
  void restart() {
    context.stop();
    source.run(context::start);
  }

  boolean has(Class<?> type) {
    return context.getBeanNamesForType(type).length > 0;
  }

  Plans plans() {
    return context.getBean(Plans.class);
  }

  void startPart(String name) {
    SmartLifecycle part = part(name);
    if (!part.isRunning()) {
      source.run(part::start);
    }
  }

  /** A part that runs in the background, such as {@code sweep}. */
  SmartLifecycle part(String name) {
    return context.getBean(name, SmartLifecycle.class);
  }

  /** As by SIGTERM. */
  @Override
  public void close() {
    context.close();
  }
}
