package io.seatlock.store.expiry;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.store.script.DeadlineOperations;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends locks at their deadline. Only this guarantees that locks expire on time: Redis sends its expiry notification
 * when it deletes the key, with 100,000 other keys mostly more than a minute late. So each partition has an index of
 * deadlines. The sweep sleeps until the next deadline and passes the due seats to {@code expire}, which checks each
 * deadline again inside the script. Any number of instances may run the sweep on the same index: the first one ends the
 * lock, and for the others the command is a no-op.
 */
public final class Sweep extends BackgroundLoops {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  /** Most seats that are read from the index at a time. */
  private static final int MAX_SEATS = 512;

  /** How long to postpone a seat that can't be expired, so that it does not block the others. */
  private static final Duration POSTPONEMENT = Duration.ofMinutes(1);

  /** Limits the number of rounds per second if deadlines are close together. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(4);

  /** Above Redis' connection (0) and the relay, below the web server. */
  private static final int PHASE = 200;

  private final Partitions partitions;

  private final Duration poll;

  /** The numbers of the partitions with seats that can't be expired. */
  private final Set<Integer> failing = ConcurrentHashMap.newKeySet();

  /** The names of what was found damaged, so that each is logged once. */
  private final Set<String> damaged = ConcurrentHashMap.newKeySet();

  public Sweep(Partitions partitions, Duration poll) {
    super(PHASE);
    this.partitions = partitions;
    this.poll = poll;
  }

  /**
   * Ends the locks that are due in one partition.
   *
   * @return how long to rest: zero if more seats are due already, otherwise the time until the next deadline by Redis'
   *     clock, at least 4 ms and at most the poll interval
   */
  public Duration runOnce(Partition partition) {
    DeadlineOperations.Due due = new DeadlineOperations(partition).due(MAX_SEATS);
    List<String> names = due.seats();
    ExpiryBatch expiries = ExpiryBatch.of(partition, names);
    report(partition, expiries);
    postpone(partition, expiries.unusable());
    return names.size() == MAX_SEATS && expiries.failed() < MAX_SEATS ? Duration.ZERO : untilNext(due);
  }

  /** Postpones damaged seats. */
  private void postpone(Partition partition, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    new DeadlineOperations(partition).postpone(POSTPONEMENT, names);
    if (damaged.addAll(names)) {
      log.warn(
          "{} entries of the deadlines can't be expired, since what is stored for them is damaged, the first: {}. They"
              + " are tried again every minute; the check command says what is wrong",
          names.size(), names.getFirst());
    }
  }

  private Duration untilNext(DeadlineOperations.Due due) {
    Instant next = due.next();
    Duration rest = next == null ? poll : Duration.between(due.at(), next);
    if (rest.compareTo(poll) > 0) {
      return poll;
    }
    return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
  }

  /**
   * If Redis refuses an {@code expire} command (e.g. because its memory is full), the other seats are still ended. The
   * refused seats are retried with the next regular read of the deadlines. The failure is logged once until it ends.
   */
  private void report(Partition partition, ExpiryBatch expiries) {
    if (expiries.failed() == 0) {
      failing.remove(partition.number());
    } else if (failing.add(partition.number())) {
      log.warn("{} of the seats that are due can't be expired and are tried again until it works, the first: {}",
          expiries.failed(), expiries.firstFailure());
    }
  }

  @Override
  protected List<Loop> startLoops() {
    return partitions.all().stream()
        .map(partition -> Loop.start("sweep-" + partition.number(), () -> runOnce(partition))).toList();
  }
}
