package io.seatlock.store.health;

import io.lettuce.core.RedisCommandTimeoutException;
import io.seatlock.store.redis.RedisError;
import io.seatlock.store.script.GroupCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports failed calls to Redis as problems of a partition. A problem lasts from the first failure until a probe of
 * the partition succeeds: a call that only reads may succeed on a server that refuses every write.
 */
public final class RedisWatch {

  /** The source under which these problems are reported. */
  static final String SOURCE = "redis";

  /** Operations of the relay, the metrics and the check. A right missing for them is a setup warning, not an outage. */
  private static final Set<String> BESIDE_THE_SEATS = Set.of("lease", "waits", "confirm", "backlog", "inspect",
      "probe");

  /** The commands that write a change. A forbidden read, in contrast, fails before the first write. */
  private static final Set<String> WRITES = Set.of("SET", "DEL", "HSET", "ZADD", "ZREM", "ZREMRANGEBYSCORE", "XADD");

  /** A problem ends only after this time without a failure, so that a slow Redis does not fill the log. */
  private static final Duration CALM = Duration.ofMillis(500);

  /** The same for a missing right that the probe does not detect itself. */
  private static final Duration CALM_WITHOUT_PROOF = Duration.ofSeconds(3);

  /** While a connection is being reopened, the server's last error message stays the reason for this time. */
  private static final Duration WORDS_LAST = Duration.ofSeconds(3);

  private final StoreStatus status;

  private final Supplier<@Nullable Throwable> connectFailure;

  /** {@link System#nanoTime()} */
  private final LongSupplier clock;

  private final Map<Integer, Trouble> troubles = new HashMap<>();

  /** Which right each partition is known to lack. */
  private final Map<Integer, String> missingRights = new ConcurrentHashMap<>();

  private volatile Runnable onTrouble = () -> {};

  /** @param connectFailure why the last attempt to connect failed, if it did */
  public RedisWatch(StoreStatus status, Supplier<@Nullable Throwable> connectFailure, LongSupplier clock) {
    this.status = status;
    this.connectFailure = connectFailure;
    this.clock = clock;
  }

  /** @param nudge called when a partition's first problem is reported */
  void onTrouble(Runnable nudge) {
    onTrouble = nudge;
  }

  /** A whole call failed. */
  void failed(int partition, Throwable failure) {
    Throwable cause = GroupCommit.causeOf(failure);
    boolean sent = cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException;
    meet(partition, RedisError.ofCall(cause, sent ? null : connectFailure.get()));
  }

  /** @param texts behind ERROR in the reply of one command */
  void failed(int partition, String operation, List<String> texts) {
    RedisError error = RedisError.ofCommand(texts);
    if (error.isOutage() && !(error.isMissingRight() && BESIDE_THE_SEATS.contains(operation))) {
      meet(partition, error);
    }
  }

  private synchronized void meet(int partition, RedisError error) {
    Trouble now = new Trouble(error, clock.getAsLong(), null);
    Trouble before = troubles.get(partition);
    Trouble stays = before != null && before.outlasts(now) ? before.metAgain(now) : now;
    put(partition, stays);
    status.begin(SOURCE, partition, stays.error().sentence());
    if (before == null) {
      onTrouble.run();
    }
  }

  /**
   * A probe of this partition succeeded.
   *
   * @param refused the commands that the user may not use
   */
  synchronized void works(int partition, Set<String> refused) {
    Trouble trouble = troubles.get(partition);
    if (trouble != null && trouble.isOver(clock.getAsLong(), refused)) {
      troubles.remove(partition);
      missingRights.remove(partition);
      status.end(SOURCE, partition);
    } else if (trouble != null && trouble.refused() == null) {
      put(partition, new Trouble(trouble.error(), trouble.at(), refused));
    }
  }

  private void put(int partition, Trouble trouble) {
    troubles.put(partition, trouble);
    if (trouble.error().isMissingRight()) {
      missingRights.put(partition, trouble.error().sentence());
    } else {
      missingRights.remove(partition);
    }
  }

  /**
   * A probe found that commands are forbidden. If a change has already failed for that, its message stays the reason.
   *
   * @param refused as in the reply of the probe: each a command and its key
   */
  void lacks(int partition, Collection<String> refused) {
    if (missingRight(partition) == null
        && refused.stream().anyMatch(command -> WRITES.contains(command.split(" ")[0]))) {
      meet(partition, RedisError.missingRights(refused));
    }
  }

  /** Which right a change in this partition is known to lack; null if none. */
  @Nullable
  String missingRight(int partition) {
    return missingRights.get(partition);
  }

  synchronized Set<Integer> troubled() {
    return Set.copyOf(troubles.keySet());
  }

  /** When a server last answered that it is a replica; empty if no partition has this problem. */
  synchronized OptionalLong replicaMetAt() {
    return troubles.values().stream().filter(trouble -> trouble.error().isOfAReplica()).mapToLong(Trouble::at).max();
  }

  /**
   * @param at time of the last failure
   * @param refused the commands that the first successful probe after it reported as forbidden
   */
  private record Trouble(RedisError error, long at, @Nullable Set<String> refused) {

    /** Whether this stays the reported reason after another failure. */
    boolean outlasts(Trouble now) {
      if (now.error.kind() != RedisError.Kind.UNREACHABLE) {
        return error.equals(now.error);
      }
      return error.kind() == RedisError.Kind.UNREACHABLE || now.at - at < WORDS_LAST.toNanos();
    }

    /** The same reason after another failure; its time changes only if the failure is of the same kind. */
    Trouble metAgain(Trouble now) {
      return error.kind() == now.error.kind() ? new Trouble(error, now.at, refused) : this;
    }

    boolean isOver(long now, Set<String> nowRefused) {
      if (!error.isMissingRight() || (refused != null && !refused.isEmpty())) {
        return now - at >= CALM.toNanos() && !(error.isMissingRight() && nowRefused.equals(refused));
      }
      return nowRefused.isEmpty() && now - at >= CALM_WITHOUT_PROOF.toNanos();
    }
  }
}
