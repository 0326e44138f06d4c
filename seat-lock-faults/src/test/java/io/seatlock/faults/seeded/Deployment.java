package io.seatlock.faults.seeded;

import io.seatlock.faults.load.Hand;
import io.seatlock.faults.load.Micros;
import io.seatlock.faults.load.Topics;
import io.seatlock.faults.proof.Checker;
import io.seatlock.faults.proof.Circumstances;
import io.seatlock.faults.proof.FailOver;
import io.seatlock.faults.proof.Findings;
import io.seatlock.faults.proof.History;
import io.seatlock.faults.proof.SeatEvent;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.Links;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.rig.SingleRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis and instances of a service for one scenario, and what was done and seen in it. */
final class Deployment implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String venue;

  private final ServiceCode code;

  private final List<String> settings;

  private final Path folder;

  private final SingleRedis redis;

  private final Links links = new Links();

  /** What to end, in the order of its start. */
  private final List<Runnable> ends = new ArrayList<>();

  private final List<FailOver> failOvers = new ArrayList<>();

  private final History history = new History();

  /** @param venue whose seats are played with; nobody else has it */
  Deployment(String venue, ServiceCode code, List<String> settings, String kafka, Path folder) {
    this.venue = venue;
    this.code = code;
    this.folder = folder;
    this.redis = SingleRedis.start(folder);
    this.settings = new ArrayList<>(List.of("spring.kafka.bootstrap-servers=" + kafka, "server.address=127.0.0.1",
        "spring.data.redis.timeout=20s", "seat-lock.topics.names.store=store." + venue,
        "logging.level.org.apache.kafka=off", "logging.level.io.lettuce=off"));
    this.settings.addAll(settings);
  }

  /** One more instance in this JVM; a door to it. */
  Hand startHere(ServiceCode instanceCode) {
    LocalService service = LocalService.start(instanceCode, withRedis());
    ends.add(service::close);
    return handAt(service.port());
  }

  Hand startHere() {
    return startHere(code);
  }

  /** One more instance, as a process that can be killed. */
  ServiceProcess startProcess() {
    ServiceProcess process = ServiceProcess.start(venue, code, withRedis(), folder.resolve("service.log"), Map.of());
    ends.add(process::close);
    process.awaitReady();
    return process;
  }

  Hand handAt(int port) {
    Hand hand = new Hand(venue, port, history);
    ends.add(hand::close);
    return hand;
  }

  private List<String> withRedis() {
    List<String> all = new ArrayList<>(redis.settings(links));
    all.addAll(settings);
    return all;
  }

  String venue() {
    return venue;
  }

  SingleRedis redis() {
    return redis;
  }

  /** What an instance and Redis say to each other passes here. */
  Proxy link(int instance) {
    return links.of(instance);
  }

  /** What was changed from then to the cut is lost (µs since the epoch). */
  void lost(long since, long cutAt) {
    failOvers.add(new FailOver(cutAt, Micros.now(), Duration.ofMillis((cutAt - since) / 1000 + 1)));
  }

  List<String> ask(String... command) throws IOException {
    return RedisCall.ask(redis.process().port(), command);
  }

  /** How often Redis has carried out a command, in scripts, too. */
  long callsOf(String command) throws IOException {
    return callsOf(command, ask("INFO", "commandstats").getFirst());
  }

  private static long callsOf(String command, String stats) {
    return stats.lines().filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceFirst(".*:calls=(\\d+),.*", "$1"))).sum();
  }

  boolean hasWaitingEvents() throws IOException {
    return RedisCall.number(redis.process().port(), "XLEN", "seat-outbox") > 0;
  }

  void awaitEventsInKafka() {
    Await.must("the events are in Kafka", LIMIT, () -> !hasWaitingEvents());
  }

  /** Judges when all events are in Kafka and were read. */
  Findings findings(Topics topics) {
    awaitEventsInKafka();
    topics.awaitEnd(LIMIT);
    List<SeatEvent> events = topics.events().stream().filter(event -> event.key().startsWith(venue + ":")).toList();
    return Checker.check(history, events, new Circumstances(failOvers, false, 0));
  }

  @Override
  public void close() {
    ends.reversed().forEach(Runnable::run);
    links.close();
    redis.close();
  }
}
