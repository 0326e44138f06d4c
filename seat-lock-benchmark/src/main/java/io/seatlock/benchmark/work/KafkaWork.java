package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Events;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Contenders;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Requests and answers over Kafka.
 *
 * @param contenders by the prefix of their topics
 */
record KafkaWork(Map<String, Contender> contenders, int requests) implements Work {

  private static final String ANSWERED = "answers/s";

  private static final String LOST = "lost";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String title() {
    return "Kafka in, Kafka out";
  }

  @Override
  public String how() {
    return ("%,d requests, each for another seat, sent to `seat.lock.requested` as fast as Kafka takes them; the time ends "
        + "with the last answer at a consumer. \"Lost\" are requests without an answer %d s after the last one.")
        .formatted(requests, PATIENCE.toSeconds());
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atLeast("at least 10,000 requests/s answered", 10_000, "/s",
            results -> List.of(results.spread(Service.NAME, ANSWERED).median())),
        Goal.never("none lost", Service.NAME, LOST),
        Goal.ratio("at least three times `SET NX` and `HSET`", Service.NAME, List.of(Contenders.PLAIN.name()), 3));
  }

  @Override
  public int warmUps() {
    return 10;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    String kafka = runningContenders.environment().kafka().bootstrapServers();
    return contenders.entrySet().stream().map(entry -> {
      RunningContender running = runningContenders.running(entry.getValue());
      return new Side(running.name(), label -> round(running, entry.getKey(), kafka, label));
    }).toList();
  }

  private Map<String, Double> round(RunningContender running, String prefix, String kafka, String label) {
    String venue = name() + "-" + label;
    Cpu before = Cpu.of(running.pids());
    Set<String> answered = new HashSet<>();
    long last;
    long start = System.nanoTime();
    try (Events events = new Events(kafka, venue, List.of(prefix + "seat.locked", prefix + "seat.lock.rejected"));
        KafkaProducer<String, String> producer = producer(kafka)) {
      start = System.nanoTime();
      last = start;
      Thread sender = Thread.ofVirtual().start(() -> send(producer, prefix, venue));
      while (answered.size() < requests && System.nanoTime() - last < PATIENCE.toNanos()) {
        int had = answered.size();
        events.poll().forEach(record -> answered.add(record.key()));
        last = answered.size() > had ? System.nanoTime() : last;
      }
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(ANSWERED, answered.size() / ((last - start) / 1e9));
    figures.put(LOST, (double) requests - answered.size());
    Figures.putProcessorTime(figures, before, running.pids(), requests);
    return figures;
  }

  private void send(KafkaProducer<String, String> producer, String prefix, String venue) {
    for (int seat = 1; seat <= requests; seat++) {
      String key = venue + ":" + Requests.row(seat) + ":" + seat;
      var _ = producer.send(new ProducerRecord<>(prefix + "seat.lock.requested", key,
          Requests.lockJson(venue, seat, "u" + seat, Requests.LONG)));
    }
    producer.flush();
  }

  private static KafkaProducer<String, String> producer(String kafka) {
    return new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
  }
}
