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
 * Reports failed calls to Redis as problems of a partition. A problem lasts from the first failure until a probe of the
 * partition succeeds. Other successful calls don't end it, because a server that refuses every write may still answer
 * reads.
 */
public final class RedisWatch {

  /** The source under which these problems are reported. */
  static final String SOURCE = "redis";

  /**
   * Operations of the relay, the metrics, the check and the probe. If only these lack a right, that is a setup warning,
   * not an outage.
   */
  private static final Set<String> BESIDE_THE_SEATS = Set.of("lease", "waits", "confirm", "backlog", "inspect",
      "probe");

  /**
   * The commands that write a change. If one of them is forbidden, a change may be written in part. A forbidden read,
   * in contrast, fails before the first write.
   */
  private static final Set<String> WRITES = Set.of("SET", "DEL", "HSET", "ZADD", "ZREM", "ZREMRANGEBYSCORE", "XADD");

  /** A problem ends only after this time without a failure, so that a slow Redis does not fill the log. */
  private static final Duration CALM = Duration.ofMillis(500);

  /** The same for a missing right that the probe itself does not detect. */
  private static final Duration CALM_WITHOUT_PROOF = Duration.ofSeconds(3);

  /**
   * For this time the server's last error message stays the reported reason, even if the server can't be reached any
   * more, because a connection is being reopened.
   */
  private static final Duration WORDS_LAST = Duration.ofSeconds(3);

  private final StoreStatus status;

  private final Supplier<@Nullable Throwable> connectFailure;

  /** {@link System#nanoTime()} */
  private final LongSupplier clock;

  private final Map<Integer, Trouble> troubles = new HashMap<>();

  /** By partition: the message about a right that is known to be missing. */
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

  /** Reports the failure of a whole call. */
  void failed(int partition, Throwable failure) {
    Throwable cause = GroupCommit.causeOf(failure);
    boolean sent = cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException;
    meet(partition, RedisError.ofCall(cause, sent ? null : connectFailure.get()));
  }

  /**
   * Reports the error reply of one command, if it means that others are affected, too.
   *
   * @param operation of the command, as in the script
   * @param texts what follows ERROR in the reply
   */
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
   * Called when a probe of this partition succeeded. Ends the partition's problem if that is over.
   *
   * @param refused the commands that the user may not use, each with its key
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
   * Called when a probe found forbidden commands. They are reported as a problem if one of them writes. If a change has
   * already failed because of a missing right, its message stays the reason.
   *
   * @param refused the commands, each with its key; may be empty
   */
  void lacks(int partition, Collection<String> refused) {
    if (missingRight(partition) == null
        && refused.stream().anyMatch(command -> WRITES.contains(command.split(" ")[0]))) {
      meet(partition, RedisError.missingRights(refused));
    }
  }

  /** The message about a right that changes in this partition are known to lack; null if none. */
  @Nullable
  String missingRight(int partition) {
    return missingRights.get(partition);
  }

  synchronized Set<Integer> troubled() {
    return Set.copyOf(troubles.keySet());
  }

  /**
   * When a server last replied that it is a replica, {@link System#nanoTime()}; empty if no partition has this problem.
   */
  synchronized OptionalLong replicaMetAt() {
    return troubles.values().stream().filter(trouble -> trouble.error().isOfAReplica()).mapToLong(Trouble::at).max();
  }

  /**
   * A problem of one partition.
   *
   * @param at when the last failure of the same kind was seen, {@link System#nanoTime()}
   * @param refused the commands that the first successful probe reported as forbidden; null before that probe
   */
  private record Trouble(RedisError error, long at, @Nullable Set<String> refused) {

    /** Whether this problem stays the reported reason after a new failure. */
    boolean outlasts(Trouble now) {
      if (now.error.kind() != RedisError.Kind.UNREACHABLE) {
        return error.equals(now.error);
      }
      return error.kind() == RedisError.Kind.UNREACHABLE || now.at - at < WORDS_LAST.toNanos();
    }

    /** This problem after a new failure. Its time changes only if the failure is of the same kind. */
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
