package io.seatlock;

import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.store.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A real Redis, a real Kafka and the service on them: one instance, on a cluster three. */
final class Deployment implements AutoCloseable {

  private static final int INSTANCES_ON_A_CLUSTER = 3;

  private static final AtomicInteger VENUES = new AtomicInteger();

  private final RealRedis redis;

  private final KafkaProcess kafkaProcess;

  private final String[] settings;

  private final RealKafka kafka;

  private final List<RunningService> services = new CopyOnWriteArrayList<>();

  private final AtomicInteger calls = new AtomicInteger();

  Deployment() {
    this(RealRedis.start());
  }

  /** @param redis closed with the deployment */
  Deployment(RealRedis redis, String... settings) {
    this(redis, KafkaSettings.temporary(), settings);
  }

  /** @param redis closed with the deployment */
  Deployment(RealRedis redis, KafkaSettings broker, String... settings) {
    this.redis = redis;
    this.settings = settings;
    kafkaProcess = KafkaProcess.start(broker);
    int instances = redis.servers().isCluster() ? INSTANCES_ON_A_CLUSTER : 1;
    IntStream.range(0, instances).forEach(_ -> services.add(startAnother(settings)));
    kafka = new RealKafka(kafkaProcess.bootstrapServers());
  }

  /** The name of a venue that nobody has used. */
  static String newVenue() {
    return "hall-" + VENUES.incrementAndGet();
  }

  RealRedis redis() {
    return redis;
  }

  KafkaProcess kafkaProcess() {
    return kafkaProcess;
  }

  RealKafka kafka() {
    return kafka;
  }

  List<RunningService> services() {
    return services;
  }

  /** The first instance, the one that is stopped and started. */
  RunningService service() {
    return services.getFirst();
  }

  /** Goes round the instances, call by call, also to one that is stopped. */
  Rest rest() {
    return new Rest(() -> services.get(Math.floorMod(calls.getAndIncrement(), services.size())).port());
  }

  /** What its instances log from now on under a name, also those that are added later. */
  LogLines log(String name) {
    return LogLines.of(name, source -> services.stream().anyMatch(service -> service.logs(source)));
  }

  /** One more instance beside those of the deployment. */
  RunningService startAnother(String... more) {
    return RunningService.start(redis.servers(), kafkaProcess.bootstrapServers(), more);
  }

  void stopService() {
    service().close();
  }

  void startService() {
    services.set(0, startAnother(settings));
  }

  /** Stops a part of every instance that runs in the background, such as {@code sweep}. */
  void stop(String part) {
    services.forEach(service -> service.part(part).stop());
  }

  void start(String part) {
    services.forEach(service -> service.startPart(part));
  }

  /** Everything that was announced about a venue up to now, by topic, partition and offset. */
  List<Event> events(String venue) {
    awaitEmptyOutbox();
    return kafka.events(venue);
  }

  void awaitEmptyOutbox() {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).ignoreExceptions()
        .until(() -> redis.outboxLength() == 0);
  }

  /** A plan of a venue that somebody wrote by hand. */
  void damagePlan(String venue) {
    redis.commands().hset(redis.key(venue, "seat-plan:" + venue), "current", "written by hand");
  }

  /** Waits until a lock has ended by itself. */
  void awaitFree(String venue, String seat) {
    await().atMost(Duration.ofSeconds(30))
        .until(() -> redis.commands().hget(redis.seats(venue), "A_" + seat).contains("AVAILABLE"));
  }

  /** Waits until the last lock of a venue has ended, and tells what happened there. */
  History historyWhenAllIsOver(String venue) {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> redis
        .commands().hvals(redis.seats(venue)).stream().noneMatch(seat -> seat.contains("\"status\":\"LOCKED\"")));
    return new History(events(venue));
  }

  @Override
  public void close() {
    kafka.close();
    services.forEach(RunningService::close);
    kafkaProcess.close();
    redis.close();
  }
}
