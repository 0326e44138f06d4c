package io.seatlock.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a lock's deadline to the moment when a consumer has its {@code seat.unlocked}; one clock, since
 * all parts run on one machine. First with no other lock alive, then with 100,000.
 */
final class Lateness {

  private static final int LOCKS = 1000;

  private static final int OTHERS = 100_000;

  private static final int IN_FLIGHT = 64;

  private final HttpClient http = HttpClient.newHttpClient();

  private final JsonMapper json = new JsonMapper();

  private final String base;

  private final String kafka;

  Lateness(String base, String kafka) {
    this.base = base;
    this.kafka = kafka;
  }

  void measure() throws InterruptedException {
    lock("warm", LOCKS, 1);
    Thread.sleep(3000);
    print(0, observe("alone"));
    lock("others", OTHERS, 900);
    print(OTHERS, observe("crowded"));
  }

  private List<Long> observe(String venue) throws InterruptedException {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.subscribe(List.of("seat.unlocked"));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      lock(venue, LOCKS, 3);
      List<Long> late = new ArrayList<>();
      Instant end = Instant.now().plusSeconds(60);
      while (late.size() < LOCKS && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          add(late, venue, json.readTree(record.value()));
        }
      }
      return late.stream().sorted().toList();
    }
  }

  /** {@code unlockedAt} of an expired lock is its deadline. */
  private static void add(List<Long> late, String venue, JsonNode event) {
    if (event.get("venueId").asString().equals(venue)) {
      late.add(Duration.between(Instant.parse(event.get("unlockedAt").asString()), Instant.now()).toMillis());
    }
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(Map.of("bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(),
        "auto.offset.reset", "latest", "fetch.max.wait.ms", "10"), new StringDeserializer(), new StringDeserializer());
  }

  private void lock(String venue, int count, int timeoutSeconds) throws InterruptedException {
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < count; i++) {
      inFlight.acquire();
      String body = String.format(
          "{\"venueId\":\"%s\",\"row\":\"%d\",\"seat\":\"%d\",\"userId\":\"u%d\",\"timeoutSeconds\":%d}",
          venue, i / 100, i, i, timeoutSeconds);
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/locks"))
          .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
      var _ = http.sendAsync(request, BodyHandlers.discarding()).whenComplete((_, _) -> inFlight.release());
    }
    inFlight.acquire(IN_FLIGHT);
  }

  private static void print(int others, List<Long> late) {
    if (late.size() < LOCKS) {
      Bench.say("Only %d of %d expiries were announced", late.size(), LOCKS);
    }
    Bench.say("Deadline to consumer, %,d locks beside %,d others: earliest %d ms, p50 %d ms, p99 %d ms, max %d ms",
        late.size(), others,
        late.getFirst(), late.get(late.size() / 2), late.get(late.size() * 99 / 100), late.getLast());
  }
}
