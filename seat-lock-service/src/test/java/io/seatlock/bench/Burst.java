package io.seatlock.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Many locks with one deadline: when each {@code seat.unlocked} is in Kafka (the record's time, which its producer sets)
 * and at a consumer, whether each comes exactly once, and how long others wait for their locks meanwhile. One clock,
 * since all parts run on one machine.
 */
final class Burst {

  private static final int LOCKS = 50_000;

  private static final int VENUES = 10;

  private static final int IN_FLIGHT = 64;

  /** From the moment when all is prepared to the deadline; others are measured meanwhile. */
  private static final Duration BEFORE = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Behind the last event, for a second one of the same seat. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  /** Gives all locks of a venue the same deadline, with all that stands beside them. KEYS: hash, deadlines. */
  private static final String SAME_DEADLINE = """
      local venue, ms, text = ARGV[1], ARGV[2], ARGV[3]
      local all = redis.call('HGETALL', KEYS[1])
      for i = 1, #all, 2 do
        local name = venue .. ':' .. string.gsub(all[i], '_', ':')
        redis.call('HSET', KEYS[1], all[i], (string.gsub(all[i + 1], '"expiresAt":"[^"]+"', '"expiresAt":"' .. text .. '"')))
        redis.call('PEXPIREAT', 'seatlock:' .. name, ms)
        redis.call('ZADD', KEYS[2], ms, name)
        redis.call('ZADD', 'seat-holdings:' .. venue .. ':' .. cjson.decode(all[i + 1]).userId, ms, all[i])
      end
      return #all / 2""";

  private final Callers callers;

  private final RedisProcess redis;

  private final String kafka;

  private final Map<String, Long> pids;

  /** By seat, the ms after the deadline when it was announced. */
  private final Map<String, Announced> announced = new HashMap<>();

  private int doubled;

  /** What the service and its servers used from the deadline to the last event. */
  private String processorTime = "";

  /** @param inKafka and {@code atConsumer}: ms after the deadline */
  private record Announced(long inKafka, long atConsumer) {}

  Burst(Instances service, RedisProcess redis, KafkaProcess kafka) {
    this.callers = new Callers(service.base());
    this.redis = redis;
    this.kafka = kafka.bootstrapServers();
    this.pids = Map.of("service", service.pid(), "Redis", redis.pid(), "Kafka", kafka.pid(), "this program",
        ProcessHandle.current().pid());
  }

  void measure(int round) throws InterruptedException {
    List<String> venues = new ArrayList<>();
    for (int i = 0; i < VENUES; i++) {
      venues.add("burst-" + round + "-" + i);
    }
    lock(venues);
    try (KafkaConsumer<String, String> consumer = consumer();
        Callers.Regular others = callers.everyFewMillis("others-" + round)) {
      consumer.subscribe(List.of("seat.unlocked"));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      Instant deadline = Instant.ofEpochMilli(Instant.now().plus(BEFORE).toEpochMilli());
      giveAll(venues, deadline);
      Instant last = observe(consumer, "burst-" + round + "-", deadline);
      print(others, deadline, last);
    }
  }

  private Instant observe(KafkaConsumer<String, String> consumer, String venues, Instant deadline) {
    announced.clear();
    doubled = 0;
    Instant last = deadline;
    Instant end = deadline.plus(PATIENCE);
    Cpu cpu = null;
    while (Instant.now().isBefore(end)) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(20))) {
        if (record.key().startsWith(venues)) {
          last = Instant.now();
          add(record, deadline, last);
          processorTime = announced.size() == LOCKS ? String.valueOf(cpu) : processorTime;
        }
      }
      cpu = cpu == null && !Instant.now().isBefore(deadline) ? new Cpu(pids) : cpu;
      if (announced.size() == LOCKS && end.isAfter(last.plus(AFTERWARDS))) {
        end = last.plus(AFTERWARDS);
      }
    }
    return last;
  }

  private void add(ConsumerRecord<String, String> record, Instant deadline, Instant now) {
    Announced first = announced.putIfAbsent(record.key(),
        new Announced(record.timestamp() - deadline.toEpochMilli(), Duration.between(deadline, now).toMillis()));
    if (first != null || !record.value().contains("\"reason\":\"expired\"")) {
      doubled++;
    }
  }

  private void print(Callers.Regular others, Instant deadline, Instant last) {
    Bench.say("%,d locks with one deadline: %,d missing, %,d more than once or for another reason", LOCKS,
        LOCKS - announced.size(), doubled);
    Bench.say("Deadline to Kafka: %s", late(announced.values().stream().map(Announced::inKafka).sorted().toList()));
    Bench.say("Deadline to consumer: %s",
        late(announced.values().stream().map(Announced::atConsumer).sorted().toList()));
    Bench.say("Processor time from the deadline to the last event: %s", processorTime);
    Bench.say("Others' POST /locks, %d a second: before %s; between the deadline and the last event %s",
        Callers.PER_SECOND,
        others.between(deadline.minusSeconds(8), deadline), others.between(deadline, last));
  }

  private static String late(List<Long> sorted) {
    return sorted.isEmpty()
        ? "never"
        : String.format("first %d ms, p50 %d ms, p99 %d ms, last %d ms", sorted.getFirst(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 99 / 100), sorted.getLast());
  }

  private void giveAll(List<String> venues, Instant deadline) {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      for (String venue : venues) {
        Long changed = connection.sync().eval(SAME_DEADLINE, ScriptOutputType.INTEGER,
            new String[] {"seats:" + venue, "seat-deadlines"}, venue, String.valueOf(deadline.toEpochMilli()),
            Callers.text(deadline));
        if (changed != LOCKS / VENUES) {
          throw new IllegalStateException("Only " + changed + " seats of " + venue + " are locked");
        }
      }
    } finally {
      client.shutdown();
    }
  }

  private void lock(List<String> venues) throws InterruptedException {
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < LOCKS; i++) {
      inFlight.acquire();
      var _ = callers.lock(venues.get(i % VENUES), i / VENUES).whenComplete((_, _) -> inFlight.release());
    }
    inFlight.acquire(IN_FLIGHT);
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(Map.of("bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(),
        "auto.offset.reset", "latest", "fetch.max.wait.ms", "10", "max.poll.records", "5000"),
        new StringDeserializer(), new StringDeserializer());
  }
}
