package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Durations;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.load.Streams;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Results;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.LiveHeap;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import io.seatlock.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from a {@code POST /locks} to the streams that show the change.
 *
 * @param streams number of open streams in the sides with many streams
 */
record StreamWork(Service service, int streams, int seconds) implements Work {

  private static final int SEATS = 20_000;

  private static final int FEW = 100;

  /** Changes a second, at rest and on a busy sale. */
  private static final int SLOW = 10;

  private static final int FAST = 1_000;

  private static final String MISSING = "missing";

  private static final String ENDED = "ended";

  private static final String P99 = "p99 ms";

  private static final int CONNECTIONS = 64;

  /** The service notices a closed stream when it sends the comment that is due after 15 s. */
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(40);

  /**
   * Heap for each stream: twice 128 KB, because streams may take half of the heap. The server's buffers of one
   * connection are three quarters of the 128 KB.
   */
  private static final int HEAP_KILOBYTES = 2 * 128;

  private static final long LAST_FRAMES_NANOS = 2_000_000_000L;

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public String title() {
    return "The live map: from the change to all windows";
  }

  @Override
  public String how() {
    return ("Packed streams of one venue with %,d seats, read by one thread, while seats are locked at a rate. A time "
        + "counts from when the request was due to the first frame with the seat, at each of %d streams. KB are what the "
        + "service's objects in use grew by for each stream, RSS is all its memory at the end. The service has a heap of "
        + "%d MB, 256 KB a stream, instead of the usual one.").formatted(SEATS, FEW, heapMegabytes());
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atMost("p99 at most 150 ms at rest", 150, " ms", results -> List.of(p99(results, FEW, SLOW))),
        Goal.atMost("p99 at most 1.2 s at %,d changes a second with %,d streams".formatted(FAST, streams), 1_200, " ms",
            results -> List.of(p99(results, streams, FAST))),
        Goal.never("no frame is missing", "", MISSING), Goal.never("no stream ends", "", ENDED));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    int most = streams + FEW;
    Service large = service.with(service.name(), "--seat-lock.live.max-streams-per-client=" + most,
        "--seat-lock.live.max-streams=" + most, "--server.tomcat.max-connections=" + (most + 1000));
    RunningContender running = runningContenders.running(large.withJvm("-Xmx" + heapMegabytes() + "m"));
    return List.of(side(running, FEW, SLOW), side(running, streams, SLOW), side(running, streams, FAST));
  }

  private int heapMegabytes() {
    return Math.max(512, (streams + FEW) * HEAP_KILOBYTES / 1024);
  }

  private static double p99(Results results, int open, int perSecond) {
    return results.spread(named(open, perSecond), P99).median();
  }

  private static String named(int open, int perSecond) {
    return "%,d streams, %,d changes/s".formatted(open, perSecond);
  }

  private Side side(RunningContender running, int open, int perSecond) {
    return new Side(named(open, perSecond),
        label -> round(running, open, perSecond, "streams-" + open + "-" + perSecond + "-" + label));
  }

  private Map<String, Double> round(RunningContender running, int open, int perSecond, String venue) {
    long service = running.pids().getOrDefault("JVM", 0L);
    Callers.atOnce(running.port(), 1, 1, _ -> Streams.plan(venue, SEATS));
    double before = LiveHeap.kilobytes(service);
    Map<String, Double> figures;
    try (Streams all = new Streams(running.port(), venue, open, SEATS)) {
      double kilobytes = (LiveHeap.kilobytes(service) - before) / open;
      int changes = Math.min(SEATS, perSecond * seconds);
      Cpu cpu = Cpu.of(running.pids());
      long start = System.nanoTime();
      Callers.Result result = Callers.atRate(running.port(), CONNECTIONS, changes, perSecond,
          i -> Requests.lock(venue, i + 1, "u" + i));
      LockSupport.parkNanos(LAST_FRAMES_NANOS);
      Map<String, Long> used = Cpu.of(running.pids()).since(cpu);
      double took = (System.nanoTime() - start) / 1e9;
      figures = figures(all, start, perSecond, changes, result, kilobytes, Cpu.residentMegabytes(service), used, took,
          open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.must("the service has noticed that the round's streams are closed", LONGEST_CLOSING,
        () -> Streams.open(running.port()) == 0);
    return figures;
  }

  private static Map<String, Double> figures(Streams all, long start, int perSecond, int changes,
      Callers.Result result, double kilobytes, double resident, Map<String, Long> used, double took, int open) {
    List<Long> waits = new ArrayList<>();
    int missing = 0;
    for (long[] shown : all.shown()) {
      for (int seat = 0; seat < changes; seat++) {
        if (shown[seat] == 0) {
          missing++;
        } else {
          waits.add(shown[seat] - start - (long) (seat * 1e9 / perSecond));
        }
      }
    }
    Durations durations = Durations.ofNanos(waits.stream().mapToLong(Long::longValue).toArray());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(P99, durations.millis(99));
    figures.put("p50 ms", durations.millis(50));
    figures.put("most ms", durations.millis(100));
    figures.put(MISSING, (double) missing);
    figures.put(ENDED, (double) all.ended());
    figures.put("refused", (double) changes - result.count(200));
    figures.put("lock p99 ms", result.durations().millis(99));
    figures.put("KB a stream", kilobytes);
    figures.put("RSS MB", resident);
    figures.put("MB/s", all.bytes() / took / 1e6);
    used.forEach((process, micros) -> figures.put(process + " µs/s a stream", micros / took / open));
    return figures;
  }
}
