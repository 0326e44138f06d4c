package io.seatlock.faults.windows;

import io.seatlock.faults.findings.FindingLog;
import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.VenuePlan;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All windows of a run, spread over the venues and the instances. Every second one reads the packed stream. */
public final class Windows implements AutoCloseable {

  /** How late a change may be shown, even if a window has lost its stream meanwhile. */
  public static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_COMPARISONS = Duration.ofMillis(200);

  private static final int BAD = 400;

  private final List<Window> windows = new ArrayList<>();

  private final List<DeadReader> dead = new ArrayList<>();

  private final WindowLog log = new WindowLog();

  private final Function<String, Map<String, String>> store;

  private final List<Integer> ports;

  private final Random random;

  /**
   * @param ports of the instances
   * @param store reads the hash of a venue's seats from Redis
   * @param seed of the windows' random pauses
   */
  public Windows(List<Integer> ports, Function<String, Map<String, String>> store, long seed) {
    this.ports = List.copyOf(ports);
    this.store = store;
    this.random = new Random(seed);
  }

  /** Stores the plan of a venue. */
  public void putPlan(VenuePlan plan) throws IOException {
    HttpResponse<String> answer = Http
        .send(Http.request(ports.getFirst(), "PUT", "/venues/" + plan.venue() + "/plan", plan.json()).build());
    if (answer.statusCode() >= BAD) {
      throw new IllegalStateException("no plan for " + plan.venue() + ": " + answer.body());
    }
  }

  /** Opens more windows; returns when all of them show something. */
  public void open(List<VenuePlan> plans, int number) {
    for (int i = 0; i < number; i++) {
      int all = windows.size();
      boolean packed = all % 2 == 1;
      VenuePlan plan = plans.get(all / 2 % plans.size());
      String name = "window %d of %s%s".formatted(all, plan.venue(), packed ? ", packed" : "");
      windows
          .add(new Window(name, plan, packed, ports, all % ports.size(), new Random(random.nextLong()), log).start());
    }
    Await.must("all windows show their venue", PATIENCE,
        () -> windows.stream().allMatch(window -> window.shown().isComplete()));
  }

  /** One reader for each instance that never reads. */
  public void openDeadReaders(VenuePlan plan) throws IOException {
    for (int port : ports) {
      dead.add(new DeadReader(port, plan.venue()));
    }
  }

  /** Closes the streams of all windows at once; they reconnect to the same instances. */
  public void reconnect() throws IOException {
    for (Window window : windows) {
      window.reconnect();
    }
  }

  public int number() {
    return windows.size();
  }

  public long stale() {
    return windows.stream().filter(Window::isStale).count();
  }

  /** Begins a period without faults. */
  public void startHealthyPeriod() {
    log.startHealthyPeriod();
  }

  /** Ends a period without faults, before the next fault is injected. */
  public void endHealthyPeriod() {
    log.endHealthyPeriod();
  }

  /** The times from the change of a seat to its display in a window, ms, in periods without faults. */
  public Lateness latenessWhileHealthy() {
    return Lateness.of(log.latenciesWhileHealthy());
  }

  /** Snapshots, lost streams and {@code stale} events in periods without faults. */
  public List<String> disturbances() {
    return List.copyOf(log.disturbances());
  }

  /** Compares repeatedly for this time. Each window must show every change that is older than {@link #LIMIT}. */
  public void compareFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      compare(false);
      Await.sleep(BETWEEN_COMPARISONS);
    } while (System.nanoTime() < end);
  }

  /** Compares once, including versions. To be called when no event is under way any more. */
  public void compareAll() {
    compare(true);
  }

  private void compare(boolean versions) {
    byVenue().forEach((venue, readers) -> {
      VenuePlan plan = readers.getFirst().plan();
      Map<Window, ShownState> shown = new HashMap<>();
      readers.stream().filter(window -> versions || !window.isStale())
          .forEach(window -> shown.put(window, window.shown()));
      Map<String, StoredSeat> stored = stored(venue);
      long readAt = Times.now();
      StoreComparison comparison = new StoreComparison(plan.seats(), LIMIT);
      shown.forEach((window, state) -> {
        List<String> differences = versions
            ? comparison.statusesAndVersions(state, stored, readAt)
            : comparison.statuses(state, stored, readAt);
        differences.forEach(difference -> log.outdated(window.name(), difference));
      });
    });
  }

  private Map<String, List<Window>> byVenue() {
    return windows.stream().collect(Collectors.groupingBy(window -> window.plan().venue()));
  }

  private Map<String, StoredSeat> stored(String venue) {
    Map<String, StoredSeat> stored = new HashMap<>();
    store.apply(venue).forEach((seat, json) -> stored.put(seat, StoredSeat.of(json)));
    return stored;
  }

  /** Violations that the windows found. */
  public FindingLog findings() {
    return log.findings();
  }

  /** How many connections, snapshots and changes there were, in words. */
  public String figures() {
    return log.toString();
  }

  @Override
  public void close() {
    try {
      for (Window window : windows) {
        window.close();
      }
      for (DeadReader reader : dead) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
