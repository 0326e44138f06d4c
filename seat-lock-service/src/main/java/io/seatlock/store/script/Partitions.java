package io.seatlock.store.script;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.redis.RedisTimeouts;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All partitions; a venue always lies in the same one. */
public record Partitions(List<Partition> all) {

  /** Whatever store is there, under the plain names. */
  public static Partitions of(int count, Function<Keys, GroupCommit.Call> scripts, RedisTimeouts timeouts,
      LockLimits limits,
      MeterRegistry meters) {
    return of(count, scripts, _ -> ExpectedStore.NONE, timeouts, limits, meters);
  }

  /** @param guards one for each partition, by its number */
  public static Partitions of(int count, Function<Keys, GroupCommit.Call> scripts, IntFunction<ExpectedStore> guards,
      RedisTimeouts timeouts, LockLimits limits, MeterRegistry meters) {
    return of("", count, scripts, guards, timeouts, CommandLimits.of(limits), meters);
  }

  /**
   * @param keyPrefix what all names begin with
   * @param guards one for each partition, by its number
   */
  public static Partitions of(String keyPrefix, int count, Function<Keys, GroupCommit.Call> scripts,
      IntFunction<ExpectedStore> guards, RedisTimeouts timeouts, CommandLimits limits, MeterRegistry meters) {
    return new Partitions(IntStream.range(0, count).mapToObj(number -> {
      Keys keys = new Keys(keyPrefix, number, count);
      return new Partition(number, keys, new ScriptCommands(keys, limits),
          new GroupCommit(scripts.apply(keys), keys, guards.apply(number), timeouts, meters));
    }).toList());
  }

  /** What the names of all partitions begin with. */
  public String keyPrefix() {
    return all.getFirst().keys().prefix();
  }

  /** {@link String#hashCode()} is the same on every JVM, so all instances agree. */
  public Partition of(String venueId) {
    return all.get(Math.floorMod(venueId.hashCode(), all.size()));
  }
}
