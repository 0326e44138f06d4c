package io.seatlock.faults.schedule;

import io.seatlock.embedded.KafkaProcess;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.faults.load.Bulk;
import io.seatlock.faults.load.Doors;
import io.seatlock.faults.load.Hall;
import io.seatlock.faults.load.Load;
import io.seatlock.faults.load.Mix;
import io.seatlock.faults.load.Pulse;
import io.seatlock.faults.load.Topics;
import io.seatlock.faults.proof.FailOver;
import io.seatlock.faults.proof.History;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.BooksCheck;
import io.seatlock.faults.rig.ClusteredRedis;
import io.seatlock.faults.rig.Links;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.RedisShape;
import io.seatlock.faults.rig.ReplicatedRedis;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.rig.SingleRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** All processes, links and clients of one run, and what is known of it. */
final class Stage implements AutoCloseable {

  /** The broker's own clock stamps the records: a service's clock may be wrong. */
  private static final Map<String, String> BROKER = Map.of("log.message.timestamp.type", "LogAppendTime");

  private static final int ENOUGH_GRANTS = 100;

  private static final Duration WARM_UP = Duration.ofMinutes(2);

  private final List<AutoCloseable> parts = new ArrayList<>();

  private final List<ServiceProcess> services = new ArrayList<>();

  private final Links links = new Links();

  private final Doors doors = new Doors();

  private final History history = new History();

  private final Pulse pulse = new Pulse();

  private final List<FailOver> failOvers = new CopyOnWriteArrayList<>();

  private final Bulk bulk = new Bulk(doors, history, pulse);

  private volatile long remembered;

  private final LongAdder kills = new LongAdder();

  private final Notes notes = new Notes();

  private final RedisShape redis;

  private final KafkaProcess kafka;

  private final Topics topics;

  private final Load load;

  private final Ground ground;

  /** Returns when all instances serve. */
  Stage(Schedule schedule, ServiceCode code, Path folder) {
    ground = schedule.ground();
    parts.add(links);
    try {
      CompletableFuture<KafkaProcess> broker = CompletableFuture
          .supplyAsync(() -> KafkaProcess.start(KafkaSettings.temporary().with(BROKER)));
      redis = keep(ground.startRedis(folder));
      kafka = keep(broker.join());
      for (int i = 0; i < ground.instances(); i++) {
        startService(code, folder);
      }
      services.forEach(ServiceProcess::awaitReady);
      topics = keep(new Topics(kafka.bootstrapServers()));
      load = keep(new Load(new Hall("hall", 4, 5, 300), doors, kafka.bootstrapServers(), history, pulse,
          schedule.seed()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  private void startService(ServiceCode code, Path folder) {
    List<String> settings = new ArrayList<>(redis.settings(links));
    settings.addAll(List.of("spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
        "server.address=127.0.0.1", "spring.kafka.admin.fail-fast=false"));
    settings.addAll(ground.settings());
    String name = "instance-" + services.size();
    ServiceProcess service = keep(ServiceProcess.start(name, code, settings, folder.resolve(name + ".log"),
        ground.environment(services.size(), folder)));
    services.add(service);
    doors.open(service.port());
  }

  List<ServiceProcess> services() {
    return services;
  }

  ServiceProcess service(int number) {
    return services.get(number);
  }

  Links links() {
    return links;
  }

  Doors doors() {
    return doors;
  }

  History history() {
    return history;
  }

  Pulse pulse() {
    return pulse;
  }

  Load load() {
    return load;
  }

  Topics topics() {
    return topics;
  }

  KafkaProcess kafka() {
    return kafka;
  }

  RedisShape redis() {
    return redis;
  }

  SingleRedis single() {
    return (SingleRedis) redis;
  }

  ReplicatedRedis replicated() {
    return (ReplicatedRedis) redis;
  }

  ClusteredRedis clustered() {
    return (ClusteredRedis) redis;
  }

  Notes notes() {
    return notes;
  }

  /** Returns when the load is in full swing. */
  void startLoad(Mix mix) {
    long before = pulse.grants();
    load.start(mix);
    Await.must("seats are granted", WARM_UP, () -> pulse.grants() > before + ENOUGH_GRANTS);
  }

  /** Something that a later step needs to know: a time or a count. */
  void remember(long number) {
    remembered = number;
  }

  long remembered() {
    return remembered;
  }

  Bulk bulk() {
    return bulk;
  }

  /** Counts a SIGKILL of a service. */
  void killed() {
    kills.increment();
  }

  long kills() {
    return kills.sum();
  }

  /** Moments at which Redis may have lost what it had acknowledged. */
  List<FailOver> failOvers() {
    return failOvers;
  }

  /** Events that wait in all outboxes. */
  long backlog() throws IOException {
    return redis.sum("XLEN", "seat-outbox");
  }

  /** Locks whose end was not recorded yet. */
  long alive() throws IOException {
    return redis.sum("ZCARD", "seat-deadlines");
  }

  /** The instance whose connection waits for events of a single Redis, seen from Redis; -1 if none does. */
  int relay() throws IOException {
    String clients = RedisCall.ask(redis.primaries().getFirst(), "CLIENT", "LIST").getFirst();
    return clients.lines().filter(line -> line.contains("cmd=xread")).mapToInt(this::instanceOf).filter(i -> i >= 0)
        .findFirst().orElse(-1);
  }

  private int instanceOf(String client) {
    int port = Integer.parseInt(client.replaceFirst(".* addr=127\\.0\\.0\\.1:(\\d+) .*", "$1"));
    for (int i = 0; i < services.size(); i++) {
      if (links.of(i).comesFrom(port)) {
        return i;
      }
    }
    return -1;
  }

  /** What the service's own check of Redis says, if that is not all well. */
  Optional<String> booksCheck(ServiceCode code) {
    List<String> settings = new ArrayList<>(redis.directSettings());
    ground.settings().stream().filter(setting -> setting.startsWith("seat-lock.partitions")).forEach(settings::add);
    return BooksCheck.differences(code, settings);
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        notes.problem("could not be ended: " + e);
      }
    }
  }
}
