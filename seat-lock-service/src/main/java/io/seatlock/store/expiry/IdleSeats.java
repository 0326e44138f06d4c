package io.seatlock.store.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.VenueOperations;
import io.seatlock.store.script.VenueOperations.Forgotten;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes the stored state of seats that have been available for a long time. Without this, the state of every seat
 * that was ever requested, even of one that does not exist, would be stored for ever. It is slow on purpose: it scans
 * one page of one venue at a time, and each venue a few times within the idle time. Any number of instances may run it;
 * they scan different venues.
 */
public final class IdleSeats extends BackgroundLoops {

  private static final int FIELDS_PER_PAGE = 100;

  private static final Duration BETWEEN_PAGES = Duration.ofMillis(20);

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private static final int SCANS_WITHIN_IDLE = 4;

  /** The same as that of {@link Sweep}. */
  private static final int PHASE = 200;

  private static final Forgotten FIRST_PAGE = new Forgotten(0, "", VenueOperations.START);

  private final Partitions partitions;

  private final Duration idle;

  private final Counter forgotten;

  /** By the number of the partition: where this instance continues its scan. */
  private final Map<Integer, Forgotten> positions = new ConcurrentHashMap<>();

  /** @param idle how long a seat must have been available, by Redis' clock; zero: nothing is removed */
  public IdleSeats(Partitions partitions, Duration idle, MeterRegistry meters) {
    super(PHASE);
    this.partitions = partitions;
    this.idle = idle;
    forgotten = Counter.builder("seat.lock.seats.forgotten").description("Idle seats whose stored state was removed")
        .register(meters);
  }

  /**
   * Scans one page. An outage of Redis is not reported here, because others report it and this work can wait.
   *
   * @return how long to rest
   */
  public Duration runOnce(Partition partition) {
    try {
      return scanNextPage(partition);
    } catch (SeatsUnavailable away) {
      return LONGEST_REST;
    }
  }

  private Duration scanNextPage(Partition partition) {
    Duration pause = idle.dividedBy(SCANS_WITHIN_IDLE);
    Forgotten last = positions.getOrDefault(partition.number(), FIRST_PAGE);
    Forgotten page = new VenueOperations(partition).forget(last.isEnd() ? "" : last.venue(), last.cursor(),
        FIELDS_PER_PAGE,
        idle, pause);
    forgotten.increment((double) page.removed());
    positions.put(partition.number(), page);
    if (!page.venue().isEmpty()) {
      return BETWEEN_PAGES;
    }
    return pause.compareTo(LONGEST_REST) < 0 ? pause : LONGEST_REST;
  }

  @Override
  protected List<Loop> startLoops() {
    return idle.isZero()
        ? List.of()
        : partitions.all().stream().map(partition -> Loop.start("idle-seats-" + partition.number(),
            () -> runOnce(partition))).toList();
  }
}
