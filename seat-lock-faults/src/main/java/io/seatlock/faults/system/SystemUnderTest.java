package io.seatlock.faults.system;

import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.History;
import io.seatlock.faults.load.BulkLocks;
import io.seatlock.faults.load.Endpoints;
import io.seatlock.faults.load.EventTopics;
import io.seatlock.faults.load.Load;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.load.LoadStatistics;
import io.seatlock.faults.load.SeatPool;
import io.seatlock.faults.servers.ClusteredRedis;
import io.seatlock.faults.servers.ConsistencyCheck;
import io.seatlock.faults.servers.LinkedKafka;
import io.seatlock.faults.servers.RedisLinks;
import io.seatlock.faults.servers.RedisSetup;
import io.seatlock.faults.servers.ReplicatedRedis;
import io.seatlock.faults.servers.SingleRedis;
import io.seatlock.faults.windows.Windows;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import io.seatlock.testkit.redis.RedisCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** All processes, links and callers of one run. */
public final class SystemUnderTest implements AutoCloseable {

  private static final int ENOUGH_GRANTS = 100;

  private static final Duration WARM_UP = Duration.ofMinutes(2);

  private final List<AutoCloseable> parts = new ArrayList<>();

  private final List<ServiceProcess> services = new ArrayList<>();

  private final RedisLinks links = new RedisLinks();

  private final Endpoints endpoints = new Endpoints();

  private final History history = new History();

  private final LoadStatistics statistics = new LoadStatistics();

  private final List<FailOver> failOvers = new CopyOnWriteArrayList<>();

  private final BulkLocks bulk = new BulkLocks(endpoints, history, statistics);

  private volatile long remembered;

  private final LongAdder kills = new LongAdder();

  private final Measurements measurements = new Measurements();

  private final RedisSetup redis;

  private final LinkedKafka kafka;

  private final EventTopics topics;

  private final SeatPool pool = new SeatPool("hall", 4, 5, 300);

  private final Load load;

  private final Windows windows;

  private final Setup setup;

  /**
   * Returns when all instances serve.
   *
   * @param seed of the load
   * @param folder for the logs
   */
  public SystemUnderTest(Setup setup, long seed, ServiceCode code, Path folder) {
    this.setup = setup;
    parts.add(links);
    try {
      CompletableFuture<LinkedKafka> broker = CompletableFuture
          .supplyAsync(() -> LinkedKafka.start(setup.hasKafkaLinks() ? setup.instances() : 0),
              Thread::startVirtualThread);
      redis = keep(setup.startRedis(folder));
      kafka = keep(broker.join());
      for (int i = 0; i < setup.instances(); i++) {
        startService(code, folder);
      }
      services.forEach(ServiceProcess::awaitReady);
      topics = keep(new EventTopics(kafka().bootstrapServers()));
      load = keep(new Load(pool, endpoints, kafka().bootstrapServers(), history, statistics,
          seed));
      windows = keep(new Windows(services.stream().map(ServiceProcess::port).toList(), redis::seats, seed));
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
    settings.addAll(List.of("spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(services.size()),
        "server.address=127.0.0.1", "spring.kafka.admin.fail-fast=false"));
    settings.addAll(setup.settings());
    String name = "instance-" + services.size();
    ServiceProcess service = keep(ServiceProcess.start(name, code, settings, folder.resolve(name + ".log"),
        setup.environment(services.size(), folder)));
    services.add(service);
    endpoints.open(service.port());
  }

  public List<ServiceProcess> services() {
    return services;
  }

  public ServiceProcess service(int number) {
    return services.get(number);
  }

  public RedisLinks links() {
    return links;
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  public History history() {
    return history;
  }

  public LoadStatistics statistics() {
    return statistics;
  }

  public Load load() {
    return load;
  }

  public EventTopics topics() {
    return topics;
  }

  public KafkaProcess kafka() {
    return kafka.process();
  }

  public LinkedKafka kafkaLinks() {
    return kafka;
  }

  /** The seats that the load asks for. */
  public SeatPool pool() {
    return pool;
  }

  public Windows windows() {
    return windows;
  }

  public RedisSetup redis() {
    return redis;
  }

  public SingleRedis single() {
    return (SingleRedis) redis;
  }

  public ReplicatedRedis replicated() {
    return (ReplicatedRedis) redis;
  }

  public ClusteredRedis clustered() {
    return (ClusteredRedis) redis;
  }

  public Measurements measurements() {
    return measurements;
  }

  /** Starts the load, and returns after the first hundred grants. */
  public void startLoad(LoadProfile profile) {
    long before = statistics.grants();
    load.start(profile);
    Await.must("seats are granted", WARM_UP, () -> statistics.grants() > before + ENOUGH_GRANTS);
  }

  /** Stores a number for a later step: a time or a count. */
  public void remember(long number) {
    remembered = number;
  }

  public long remembered() {
    return remembered;
  }

  public BulkLocks bulk() {
    return bulk;
  }

  /** Counts a SIGKILL of a service. */
  public void killed() {
    kills.increment();
  }

  public long kills() {
    return kills.sum();
  }

  /** The moments at which Redis may have lost acknowledged writes. */
  public List<FailOver> failOvers() {
    return failOvers;
  }

  /** The instance that relays, with a single Redis: the one with a connection in XREAD; -1 if there is none. */
  public int relay() {
    String clients = RedisCall.ask(redis.primaries().getFirst(), "CLIENT", "LIST").getFirst();
    return clients.lines().filter(line -> line.contains("cmd=xread")).mapToInt(links::indexOf).filter(i -> i >= 0)
        .findFirst().orElse(-1);
  }

  /** The output of the service's command {@code check}, if it finds differences. */
  public Optional<String> checkConsistency(ServiceCode code) {
    List<String> settings = new ArrayList<>(redis.directSettings());
    setup.settings().stream().filter(setting -> setting.startsWith("seat-lock.partitions")).forEach(settings::add);
    return ConsistencyCheck.differences(code, settings);
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        measurements.problem("could not be ended: " + e);
      }
    }
  }
}
