package io.seatlock.faults.seeded;

import io.seatlock.faults.checker.Checker;
import io.seatlock.faults.checker.Circumstances;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.EventTopics;
import io.seatlock.faults.load.ManualClient;
import io.seatlock.faults.load.VenuePlan;
import io.seatlock.faults.servers.RedisLinks;
import io.seatlock.faults.servers.SingleRedis;
import io.seatlock.faults.windows.Windows;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import io.seatlock.testkit.redis.RedisCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Redis and the service instances of one scenario, and the calls and events that were recorded. */
final class SeededRun implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String venue;

  private final ServiceCode code;

  private final List<String> settings;

  private final Path folder;

  private final SingleRedis redis;

  private final RedisLinks links = new RedisLinks();

  /** What to close, in the order of the start. */
  private final List<Runnable> cleanups = new ArrayList<>();

  private final List<FailOver> failOvers = new ArrayList<>();

  private final History history = new History();

  private @Nullable Windows windows;

  /** @param venue of the seats; no other scenario uses it */
  SeededRun(String venue, ServiceCode code, List<String> settings, String kafka, Path folder) {
    this.venue = venue;
    this.code = code;
    this.folder = folder;
    this.redis = SingleRedis.start(folder);
    this.settings = new ArrayList<>(List.of("spring.kafka.bootstrap-servers=" + kafka, "server.address=127.0.0.1",
        "spring.data.redis.timeout=20s", "seat-lock.topics.names.store=store." + venue,
        "logging.level.org.apache.kafka=off", "logging.level.io.lettuce=off"));
    this.settings.addAll(settings);
  }

  /**
   * Starts one more instance in this JVM.
   *
   * @return a client of it
   */
  ManualClient startHere(ServiceCode instanceCode) {
    LocalService service = LocalService.start(instanceCode, withRedis());
    cleanups.add(service::close);
    return clientOf(service.port());
  }

  ManualClient startHere() {
    return startHere(code);
  }

  /** Starts one more instance as a separate process, which can be killed. */
  ServiceProcess startProcess() {
    ServiceProcess process = ServiceProcess.start(venue, code, withRedis(), folder.resolve("service.log"), Map.of());
    cleanups.add(process::close);
    process.awaitReady();
    return process;
  }

  ManualClient clientOf(int port) {
    return new ManualClient(venue, port, history);
  }

  private List<String> withRedis() {
    List<String> all = new ArrayList<>(redis.settings(links));
    all.addAll(settings);
    return all;
  }

  /**
   * Stores a plan for the venue, and opens two windows, one with the plain and one with the packed stream.
   *
   * @param seats number of seats in the row that clients use
   */
  Windows watch(ManualClient client, int seats) throws IOException {
    Windows opened = new Windows(List.of(client.port()), redis::seats, 1);
    cleanups.add(opened::close);
    VenuePlan plan = VenuePlan.ofRow(venue, ManualClient.ROW, seats);
    opened.putPlan(plan);
    opened.open(List.of(plan), 2);
    windows = opened;
    return opened;
  }

  String venue() {
    return venue;
  }

  SingleRedis redis() {
    return redis;
  }

  /** The link between an instance and Redis. */
  TcpProxy link(int instance) {
    return links.of(instance);
  }

  /** Records that all changes between these times were lost (µs since the epoch). */
  void lost(long since, long cutAt) {
    failOvers.add(new FailOver(cutAt, Times.now(), Duration.ofMillis((cutAt - since) / 1000 + 1)));
  }

  List<String> ask(String... command) {
    return RedisCall.ask(redis.process().port(), command);
  }

  /** How often Redis has executed a command, including calls in scripts. */
  long callsOf(String command) {
    return callsOf(command, ask("INFO", "commandstats").getFirst());
  }

  private static long callsOf(String command, String stats) {
    return stats.lines().filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+),.*", "$1"))).sum();
  }

  boolean hasWaitingEvents() {
    return RedisCall.number(redis.process().port(), "XLEN", "seat-outbox") > 0;
  }

  void awaitEventsInKafka() {
    Await.must("the events are in Kafka", LIMIT, () -> !hasWaitingEvents());
  }

  /** The findings of the checker. Waits first until all events are in Kafka and have been read. */
  Findings findings(EventTopics topics) {
    awaitEventsInKafka();
    topics.awaitEnd(LIMIT);
    List<SeatEvent> events = topics.events().stream().filter(event -> event.key().startsWith(venue + ":")).toList();
    Findings findings = Checker.check(history, events, new Circumstances(failOvers, false, 0));
    return windows == null ? findings : findings.and(windows.findings());
  }

  @Override
  public void close() {
    cleanups.reversed().forEach(Runnable::run);
    links.close();
    redis.close();
  }
}
