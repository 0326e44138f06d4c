package io.seatlock.faults.windows;

import io.seatlock.faults.findings.FindingLog;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Times;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What all windows of a run saw. For any number of threads. */
final class WindowLog {

  private final FindingLog findings = new FindingLog();

  private final LongAdder connections = new LongAdder();

  private final LongAdder snapshots = new LongAdder();

  private final LongAdder changes = new LongAdder();

  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<String> needless = new ConcurrentLinkedQueue<>();

  /** Since when nothing is broken, µs since the epoch; {@link Long#MAX_VALUE} while something may be. */
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

  /** @param isFirst whether the window had no picture before */
  void snapshot(String window, boolean isFirst) {
    snapshots.increment();
    if (!isFirst) {
      noteInHealth(window, "got a snapshot");
    }
  }

  void change() {
    changes.increment();
  }

  void stale(String window) {
    noteInHealth(window, "became stale");
  }

  void lost(String window) {
    noteInHealth(window, "lost its stream");
  }

  private void noteInHealth(String window, String what) {
    if (Times.now() >= healthySince) {
      needless.add("%s %s at %s".formatted(window, what, Times.text(Times.now())));
    }
  }

  void outdated(String window, String difference) {
    findings.broken(Rule.OUTDATED_WINDOW, "%s: %s", window, difference);
  }

  void countInHealth() {
    healthySince = Times.now();
  }

  void endCountInHealth() {
    healthySince = Long.MAX_VALUE;
  }

  /**
   * From each change that was made and shown to a connected window while nothing was broken to the
   * moment when it showed it, ms.
   */
  long[] latenciesInHealth() {
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }

  /** Snapshots, losses and {@code stale} while nothing was broken. */
  ConcurrentLinkedQueue<String> needless() {
    return needless;
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
