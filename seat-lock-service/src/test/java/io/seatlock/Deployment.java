package io.seatlock;

import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaProcess;
import io.seatlock.embedded.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Redis, a real Kafka and the service on them. */
final class Deployment implements AutoCloseable {

  private static final AtomicInteger VENUES = new AtomicInteger();

  private final RealRedis redis;

  private final KafkaProcess kafkaProcess = KafkaProcess.start(KafkaSettings.temporary());

  private final String[] settings;

  private final RealKafka kafka;

  private volatile RunningService service;

  Deployment() {
    this(RealRedis.start());
  }

  /** @param redis closed with the deployment */
  Deployment(RealRedis redis, String... settings) {
    this.redis = redis;
    this.settings = settings;
    service = startAnother(settings);
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

  RunningService service() {
    return service;
  }

  Rest rest() {
    return service.rest();
  }

  /** One more instance beside the first. */
  RunningService startAnother(String... more) {
    return RunningService.start(redis.port(), kafkaProcess.bootstrapServers(), more);
  }

  void stopService() {
    service.close();
  }

  void startService() {
    service = startAnother(settings);
  }

  /** Everything that was announced about a venue up to now, by topic, partition and offset. */
  List<Event> events(String venue) {
    awaitEmptyOutbox();
    return kafka.events(venue);
  }

  void awaitEmptyOutbox() {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).ignoreExceptions()
        .until(() -> redis.commands().xlen("seat-outbox") == 0);
  }

  /** Waits until a lock has ended by itself. */
  void awaitFree(String venue, String seat) {
    await().atMost(Duration.ofSeconds(30))
        .until(() -> redis.commands().hget("seats:" + venue, "A_" + seat).contains("AVAILABLE"));
  }

  /** Waits until the last lock of a venue has ended, and tells what happened there. */
  History historyWhenAllIsOver(String venue) {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> redis
        .commands().hvals("seats:" + venue).stream().noneMatch(seat -> seat.contains("\"status\":\"LOCKED\"")));
    return new History(events(venue));
  }

  @Override
  public void close() {
    kafka.close();
    service.close();
    kafkaProcess.close();
    redis.close();
  }
}
