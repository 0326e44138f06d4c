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
import java.util.TreeSet;
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
   * Operations without which seats can't be served safely. If only others lack a right, their own calls fail, and that
   * is a setup warning, not an outage: changes of seats go on.
   */
  private static final Set<String> FOR_SEATS = Set.of("lock", "lockbest", "unlock", "extend", "transfer", "finalize",
      "release", "expire", "undo", "reject", "look", "due", "postpone", "touch", "identity", "beat", "barrier");

  /**
   * The commands that write a change. If one of them is forbidden, a change may be written in part. A forbidden read,
   * in contrast, fails before the first write.
   */
  private static final Set<String> WRITES = Set.of("SET", "DEL", "HSET", "BITFIELD", "ZADD", "ZREM",
      "ZREMRANGEBYSCORE", "XADD");

  /** A problem ends only after this time without a failure, so that a slow Redis does not fill the log. */
  private static final Duration QUIET_PERIOD = Duration.ofMillis(500);

  /** The same for a missing right that the probe itself does not detect. */
  private static final Duration QUIET_PERIOD_UNPROBED = Duration.ofSeconds(3);

  /**
   * For this time the server's last error message stays the reported reason, even if the server can't be reached any
   * more, because a connection is being reopened.
   */
  private static final Duration MESSAGE_KEPT_FOR = Duration.ofSeconds(3);

  private final StoreStatus status;

  private final Supplier<@Nullable Throwable> connectFailure;

  /** {@link System#nanoTime()} */
  private final LongSupplier clock;

  private final Map<Integer, Problem> problems = new HashMap<>();

  /**
   * By partition: the message about a right that is known to be missing. It stays through other failures, until a probe
   * shows that the right was given.
   */
  private final Map<Integer, String> missingRights = new ConcurrentHashMap<>();

  private volatile Runnable onProblem = () -> {};

  /** @param connectFailure why the last attempt to connect failed, if it did */
  public RedisWatch(StoreStatus status, Supplier<@Nullable Throwable> connectFailure, LongSupplier clock) {
    this.status = status;
    this.connectFailure = connectFailure;
    this.clock = clock;
  }

  /** @param nudge called when a partition's first problem is reported */
  void onProblem(Runnable nudge) {
    onProblem = nudge;
  }

  /** Reports the failure of a whole call. */
  void failed(int partition, Throwable failure) {
    Throwable cause = GroupCommit.causeOf(failure);
    boolean sent = cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException;
    report(partition, RedisError.ofCall(cause, sent ? null : connectFailure.get()));
  }

  /**
   * Reports the error reply of one command, if it means that others are affected, too.
   *
   * @param operation of the command, as in the script
   * @param texts what follows ERROR in the reply
   */
  void failed(int partition, String operation, List<String> texts) {
    RedisError error = RedisError.ofCommand(texts);
    if (error.isOutage() && (!error.isMissingRight() || FOR_SEATS.contains(operation))) {
      report(partition, error);
    }
  }

  private synchronized void report(int partition, RedisError error) {
    Problem now = new Problem(error, clock.getAsLong(), null);
    Problem before = problems.get(partition);
    Problem reported = before != null && before.staysReason(now) ? before.afterNewFailure(now) : now;
    put(partition, reported);
    status.begin(SOURCE, partition, reported.error().sentence());
    if (before == null) {
      onProblem.run();
    }
  }

  /**
   * Called when a probe of this partition succeeded. Ends the partition's problem if that is over. If the probe was
   * refused a write, that is the partition's next problem: it may have been there before the other one.
   *
   * @param forbidden the commands that the user may not use, each with its key
   */
  synchronized void probeSucceeded(int partition, Set<String> forbidden) {
    Problem problem = problems.get(partition);
    if (problem != null && problem.isOver(clock.getAsLong(), forbidden)) {
      end(partition, forbidden);
    } else if (problem != null && problem.forbidden() == null) {
      put(partition, new Problem(problem.error(), problem.at(), forbidden));
    }
  }

  private void end(int partition, Set<String> forbidden) {
    problems.remove(partition);
    if (hasWrite(forbidden)) {
      report(partition, RedisError.missingRights(new TreeSet<>(forbidden)));
    } else {
      missingRights.remove(partition);
      status.end(SOURCE, partition);
    }
  }

  private void put(int partition, Problem problem) {
    problems.put(partition, problem);
    if (problem.error().isMissingRight()) {
      missingRights.put(partition, problem.error().sentence());
    }
  }

  /**
   * Called when a probe found forbidden commands. They are reported as a problem if one of them writes. If a change has
   * already failed because of a missing right, its message stays the reason.
   *
   * @param forbidden the commands, each with its key; may be empty
   */
  void probeFoundForbidden(int partition, Collection<String> forbidden) {
    if (missingRight(partition) == null && hasWrite(forbidden)) {
      report(partition, RedisError.missingRights(forbidden));
    }
  }

  private static boolean hasWrite(Collection<String> forbidden) {
    return forbidden.stream().anyMatch(command -> WRITES.contains(command.split(" ")[0]));
  }

  /** The message about a right that changes in this partition are known to lack; null if none. */
  @Nullable
  String missingRight(int partition) {
    return missingRights.get(partition);
  }

  synchronized Set<Integer> partitionsWithProblem() {
    return Set.copyOf(problems.keySet());
  }

  /**
   * When a server last replied that it is a replica, {@link System#nanoTime()}; empty if no partition has this problem.
   */
  synchronized OptionalLong replicaSeenAt() {
    return problems.values().stream().filter(problem -> problem.error().isFromReplica()).mapToLong(Problem::at).max();
  }

  /**
   * A problem of one partition.
   *
   * @param at when the last failure of the same kind was seen, {@link System#nanoTime()}
   * @param forbidden the commands that the first successful probe reported as forbidden; null before that probe
   */
  private record Problem(RedisError error, long at, @Nullable Set<String> forbidden) {

    /** Whether this problem stays the reported reason after a new failure. */
    boolean staysReason(Problem now) {
      if (now.error.kind() != RedisError.Kind.UNREACHABLE) {
        return error.equals(now.error);
      }
      return error.kind() == RedisError.Kind.UNREACHABLE || now.at - at < MESSAGE_KEPT_FOR.toNanos();
    }

    /** This problem after a new failure. Its time changes only if the failure is of the same kind. */
    Problem afterNewFailure(Problem now) {
      return error.kind() == now.error.kind() ? new Problem(error, now.at, forbidden) : this;
    }

    boolean isOver(long now, Set<String> nowForbidden) {
      if (!error.isMissingRight() || (forbidden != null && !forbidden.isEmpty())) {
        return now - at >= QUIET_PERIOD.toNanos() && !(error.isMissingRight() && nowForbidden.equals(forbidden));
      }
      return nowForbidden.isEmpty() && now - at >= QUIET_PERIOD_UNPROBED.toNanos();
    }
  }
}
