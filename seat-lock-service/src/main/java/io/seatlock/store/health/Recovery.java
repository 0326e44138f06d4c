package io.seatlock.store.health;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Detects, independently of requests, when a server refuses changes and when it accepts them again. A partition with a
 * problem is probed until the probe succeeds. If its server replied that it is a replica, the connections are reopened:
 * another server may be the primary by now, and only a new connection asks Sentinel or DNS for it. On a Cluster the
 * topology is refreshed instead.
 */
public final class Recovery extends BackgroundLoops {

  private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(1);

  /** Most partitions that are touched per round, in turn, so that every server of a Cluster is soon reached. */
  private static final int MAX_TOUCHED = 8;

  private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);

  private static final Duration FIRST_RECONNECT = Duration.ofMillis(250);

  /** Longest back-off between reconnects; it limits how long it takes to find a new primary. */
  private static final Duration LONGEST_BETWEEN_RECONNECTS = Duration.ofSeconds(2);

  /** Above Redis' connection (0 and 1). */
  private static final int PHASE = 200;

  private final Partitions partitions;

  private final Partitions unguarded;

  private final RedisWatch watch;

  private final Runnable reconnect;

  /** {@link System#nanoTime()} */
  private final LongSupplier clock;

  /** The partition to touch next. */
  private int next;

  private Duration untilReconnect = Duration.ZERO;

  private long reconnectedAt;

  /**
   * @param unguarded the same partitions without identity check, so that probes work for any store
   * @param reconnect looks for a new primary
   * @param clock {@link System#nanoTime()}
   */
  public Recovery(Partitions partitions, Partitions unguarded, RedisWatch watch, Runnable reconnect,
      LongSupplier clock) {
    super(PHASE);
    this.partitions = partitions;
    this.unguarded = unguarded;
    this.watch = watch;
    this.reconnect = reconnect;
    this.clock = clock;
  }

  /**
   * Runs one round: reconnects if necessary, then touches or probes.
   *
   * @return how long to rest
   */
  Duration runOnce() {
    OptionalLong replicaSeenAt = watch.replicaSeenAt();
    if (replicaSeenAt.isEmpty()) {
      untilReconnect = Duration.ZERO;
    } else {
      reconnectIfDue(replicaSeenAt.getAsLong());
    }
    Set<Integer> partitionsWithProblem = watch.partitionsWithProblem();
    if (partitionsWithProblem.isEmpty()) {
      touch();
    } else {
      probe(partitionsWithProblem);
    }
    return watch.partitionsWithProblem().isEmpty() ? BETWEEN_TOUCHES : BETWEEN_PROBES;
  }

  /** Sends a small write to some partitions, without waiting. A refusal is reported by the call itself. */
  private void touch() {
    List<Partition> all = partitions.all();
    for (int i = 0; i < Math.min(MAX_TOUCHED, all.size()); i++) {
      var _ = all.get(next).touch();
      next = (next + 1) % all.size();
    }
  }

  /** Reconnects at once, and again with back-off as long as the new connections also lead to a replica. */
  private void reconnectIfDue(long replicaSeenAt) {
    long now = clock.getAsLong();
    if (untilReconnect.isZero()) {
      reconnect(now, FIRST_RECONNECT);
    } else if (replicaSeenAt - reconnectedAt > 0 && now - reconnectedAt >= untilReconnect.toNanos()) {
      Duration doubled = untilReconnect.multipliedBy(2);
      reconnect(now, doubled.compareTo(LONGEST_BETWEEN_RECONNECTS) < 0 ? doubled : LONGEST_BETWEEN_RECONNECTS);
    }
  }

  private void reconnect(long now, Duration untilNext) {
    reconnectedAt = now;
    untilReconnect = untilNext;
    reconnect.run();
  }

  private void probe(Set<Integer> partitionsWithProblem) {
    Map<Partition, CompletableFuture<Reply>> probes = new HashMap<>();
    partitionsWithProblem.stream().map(unguarded.all()::get)
        .forEach(partition -> probes.put(partition, partition.probe()));
    probes.forEach(this::readResult);
  }

  private void readResult(Partition partition, CompletableFuture<Reply> probe) {
    try {
      Reply reply = partition.await(probe);
      watch.probeSucceeded(partition.number(), Set.copyOf(SetupCheck.missingRights(partition, reply)));
    } catch (SeatsUnavailable stillFailing) {
      // The call itself has reported the failure.
    }
  }

  @Override
  protected List<Loop> startLoops() {
    Loop loop = Loop.start("redis-recovery", this::runOnce);
    watch.onProblem(loop::nudge);
    return List.of(loop);
  }
}
