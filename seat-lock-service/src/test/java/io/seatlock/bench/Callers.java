package io.seatlock.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who lock seats by REST, each call a seat of its own. */
final class Callers {

  /** Of the callers who come at a regular rate. */
  static final int PER_SECOND = 200;

  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
      .withZone(ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();

  private final String base;

  Callers(String base) {
    this.base = base;
  }

  static String text(Instant time) {
    return MILLIS.format(time);
  }

  CompletableFuture<HttpResponse<Void>> lock(String venue, int seat) {
    String body = String.format(
        "{\"venueId\":\"%s\",\"row\":\"%d\",\"seat\":\"%d\",\"userId\":\"u%d\",\"timeoutSeconds\":900}", venue,
        seat / 100, seat, seat);
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/locks"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    return http.sendAsync(request, BodyHandlers.discarding());
  }

  /** Calls at a fixed rate, whether or not those before are answered, until it is closed. */
  Regular everyFewMillis(String venue) {
    return new Regular(venue);
  }

  /** @param took from the moment when the call was due; ms */
  private record Call(Instant due, double took, boolean granted) {}

  /** Callers who come at a regular rate. */
  final class Regular implements AutoCloseable {

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Regular(String venue) {
      AtomicInteger seat = new AtomicInteger();
      Instant first = Instant.now();
      long period = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
      var _ = timer.scheduleAtFixedRate(() -> {
        int number = seat.getAndIncrement();
        Instant due = first.plusNanos(number * period);
        var _ = lock(venue, number).whenComplete((answer, failure) -> calls.add(new Call(due,
            Duration.between(due, Instant.now()).toNanos() / 1e6, failure == null && answer.statusCode() == 200)));
      }, 0, period, TimeUnit.NANOSECONDS);
    }

    /** What those got who were due within this time. */
    String between(Instant from, Instant to) {
      List<Call> some = calls.stream().filter(call -> !call.due().isBefore(from) && call.due().isBefore(to)).toList();
      if (some.isEmpty()) {
        return "none";
      }
      List<Double> times = some.stream().map(Call::took).sorted().toList();
      return String.format("p50 %.1f ms, p99 %.1f ms, worst %.1f ms, %d of %d refused", times.get(times.size() / 2),
          times.get(times.size() * 99 / 100), times.getLast(), some.stream().filter(call -> !call.granted()).count(),
          some.size());
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
