package io.seatlock.store.health;

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
 * Turns what calls to Redis meet into the status of the store. A partition is in trouble from the first failure on
 * until a probe of it succeeds: a call that only reads may succeed on a server that refuses every write.
 */
public final class RedisWatch {

  /** The source of these troubles. */
  static final String SOURCE = "redis";

  /** What the relay and the metrics ask; that they may not is a matter of setup and keeps nobody from a seat. */
  private static final Set<String> BESIDE_THE_SEATS = Set.of("lease", "waits", "confirm", "backlog", "inspect",
      "probe");

  /** What changes write with. A read that is forbidden ends a change before its first write. */
  private static final Set<String> WRITES = Set.of("SET", "DEL", "HSET", "ZADD", "ZREM", "ZREMRANGEBYSCORE", "XADD");

  /** A trouble ends after it was not met for so long, so that a slow Redis does not fill the log. */
  private static final Duration CALM = Duration.ofMillis(500);

  /** The same, if the probe can't tell: it does not meet a missing right that others met. */
  private static final Duration CALM_WITHOUT_PROOF = Duration.ofSeconds(3);

  /** While a connection is opened anew, what the server itself said before stays the reason. */
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

  /** @param nudge called when a partition gets into trouble */
  void onTrouble(Runnable nudge) {
    onTrouble = nudge;
  }

  /** A whole call failed. */
  void failed(int partition, Throwable failure) {
    Throwable cause = GroupCommit.causeOf(failure);
    boolean sent = cause instanceof TimeoutException;
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
   * A probe found that commands are forbidden. If a change has met that before, its words stay the reason.
   *
   * @param refused as the probe names them: a command, then its key
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

  /** When a server said last that it is a replica; empty if no partition is on such a server. */
  synchronized OptionalLong replicaMetAt() {
    return troubles.values().stream().filter(trouble -> trouble.error().isOfAReplica()).mapToLong(Trouble::at).max();
  }

  /**
   * @param at when it was met last
   * @param refused what the first probe that succeeded since then said to be forbidden
   */
  private record Trouble(RedisError error, long at, @Nullable Set<String> refused) {

    /** Whether this stays the reason although something else was met now. */
    boolean outlasts(Trouble now) {
      if (now.error.kind() != RedisError.Kind.UNREACHABLE) {
        return error.equals(now.error);
      }
      return error.kind() == RedisError.Kind.UNREACHABLE || now.at - at < WORDS_LAST.toNanos();
    }

    /** What only outlasts something else is as old as it was. */
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
