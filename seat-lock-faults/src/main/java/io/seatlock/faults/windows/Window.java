package io.seatlock.faults.windows;

import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.VenuePlan;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reader of a venue's live map, which behaves like the page. A thread of its own reads the stream. When the stream
 * ends it reconnects, and continues from the last event if possible.
 */
final class Window implements ShownSeats.Observer, AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int OK = 200;

  /** Until the first byte of an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Pause before a stream is opened again; randomly half to one and a half of this. */
  private static final long PAUSE_MS = 500;

  private final String name;

  private final VenuePlan plan;

  private final String path;

  private final List<Integer> ports;

  private final Random random;

  private final WindowLog log;

  private final ShownSeats shownSeats;

  /** Index of the port to which the window connects next. */
  private volatile int instance;

  private volatile @Nullable String lastEventId;

  private volatile @Nullable InputStream open;

  /** µs since the epoch. */
  private volatile long connectedAt;

  private volatile boolean isStale;

  private volatile boolean isStaying;

  private volatile boolean closed;

  /**
   * @param ports of all instances
   * @param instance to which it connects first
   */
  Window(String name, VenuePlan plan, boolean packed, List<Integer> ports, int instance, Random random, WindowLog log) {
    this.name = name;
    this.plan = plan;
    this.path = "/venues/" + plan.venue() + "/seats/stream" + (packed ? "?encoding=packed" : "");
    this.ports = ports;
    this.instance = instance;
    this.random = random;
    this.log = log;
    this.shownSeats = new ShownSeats(plan.seats(), this);
  }

  Window start() {
    Thread.ofVirtual().name(name).start(this::run);
    return this;
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (IOException lost) {
        // The next attempt goes to another instance.
      }
      if (!isStaying && !closed) {
        log.lost(name);
        instance = (instance + 1) % ports.size();
      }
      isStaying = false;
      Await.sleep(Duration.ofMillis(PAUSE_MS / 2 + random.nextLong(PAUSE_MS)));
    }
  }

  private void follow() throws IOException {
    HttpRequest.Builder request = Http.request(ports.get(instance), "GET", path, null).timeout(PATIENCE);
    String last = lastEventId;
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> answer = Http.open(request.build());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == OK) {
        log.connected();
        connectedAt = Times.now();
        open = body;
        read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
      }
    } finally {
      open = null;
    }
  }

  private void read(BufferedReader reader) throws IOException {
    EventLines lines = new EventLines();
    for (String line = reader.readLine(); line != null && !closed; line = reader.readLine()) {
      StreamEvent event = lines.next(line);
      if (event != null && !take(event)) {
        lastEventId = null;
        return;
      }
    }
  }

  /** @return false if the stream must be opened anew */
  private boolean take(StreamEvent event) {
    switch (event.name()) {
      case "snapshot" -> {
        log.snapshot(name, !shownSeats.shown().isComplete());
        shownSeats.replace(data(event));
        isStale = false;
      }
      case "seats" -> {
        log.change();
        if (!shownSeats.apply(data(event))) {
          return false;
        }
        isStale = false;
      }
      case "stale" -> {
        log.stale(name);
        isStale = true;
      }
      default -> {
        // Ignored: a later version of the service may add events.
      }
    }
    if (event.id() != null) {
      lastEventId = event.id();
    }
    return true;
  }

  private static JsonNode data(StreamEvent event) {
    return JSON.readTree(event.data());
  }

  /** Closes the connection, so that the window opens another one to the same instance. */
  void reconnect() throws IOException {
    InputStream body = open;
    if (body != null) {
      isStaying = true;
      body.close();
    }
  }

  @Override
  public void older(String seat, long version, long shown) {
    log.older(name, seat, version, shown);
  }

  @Override
  public void gap(long known, long from, long to) {
    log.gap(name, known, from, to);
  }

  @Override
  public void seen(long version) {
    if (version >= connectedAt) {
      log.seen(version);
    }
  }

  VenuePlan plan() {
    return plan;
  }

  String name() {
    return name;
  }

  ShownState shown() {
    return shownSeats.shown();
  }

  /** Whether the service said that it may be out of date. */
  boolean isStale() {
    return isStale;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    InputStream body = open;
    if (body != null) {
      body.close();
    }
  }
}
