package io.seatlock.faults.windows;

import io.seatlock.faults.findings.FindingLog;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Times;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Statistics and findings of all windows of a run. Thread-safe. */
final class WindowLog {

  private final FindingLog findings = new FindingLog();

  private final LongAdder connections = new LongAdder();

  private final LongAdder snapshots = new LongAdder();

  private final LongAdder changes = new LongAdder();

  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<String> disturbances = new ConcurrentLinkedQueue<>();

  /** Start of the present period without faults, µs since the epoch; {@link Long#MAX_VALUE} outside such a period. */
  private volatile long healthySince = Long.MAX_VALUE;

  void older(String window, String seat, long version, long shown) {
    findings.broken(Rule.OLDER_SEAT_SHOWN, "%s showed %s of %s, then of %s, by %s", window, seat, Times.text(shown),
        Times.text(version), Times.text(Times.now()));
  }

  void gap(String window, long known, long from, long to) {
    findings.broken(Rule.STREAM_GAP, "%s knew %d and was sent a change from %d to %d", window, known, from, to);
  }

  /** @param version of a change that was made while the window was connected */
  void seen(long version) {
    if (version >= healthySince) {
      latencies.add((Times.now() - version) / 1000);
    }
  }

  void connected() {
    connections.increment();
  }

  /** @param isFirst whether it is the first snapshot of the window */
  void snapshot(String window, boolean isFirst) {
    snapshots.increment();
    if (!isFirst) {
      noteWhileHealthy(window, "got a snapshot");
    }
  }

  void change() {
    changes.increment();
  }

  void stale(String window) {
    noteWhileHealthy(window, "became stale");
  }

  void lost(String window) {
    noteWhileHealthy(window, "lost its stream");
  }

  private void noteWhileHealthy(String window, String what) {
    if (Times.now() >= healthySince) {
      disturbances.add("%s %s at %s".formatted(window, what, Times.text(Times.now())));
    }
  }

  void outdated(String window, String difference) {
    findings.broken(Rule.OUTDATED_WINDOW, "%s: %s", window, difference);
  }

  void startHealthyPeriod() {
    healthySince = Times.now();
  }

  void endHealthyPeriod() {
    healthySince = Long.MAX_VALUE;
  }

  /**
   * The times from each change to its display in a window, ms, for changes that were made and shown in a period without
   * faults while the window was connected.
   */
  long[] latenciesWhileHealthy() {
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }

  /** Snapshots, lost streams and {@code stale} events in periods without faults. */
  ConcurrentLinkedQueue<String> disturbances() {
    return disturbances;
  }

  FindingLog findings() {
    return findings;
  }

  @Override
  public String toString() {
    return "%,d connections of windows, %,d snapshots, %,d changes".formatted(connections.sum(), snapshots.sum(),
        changes.sum());
  }
}
