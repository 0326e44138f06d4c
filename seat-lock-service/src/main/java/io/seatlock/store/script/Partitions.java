package io.seatlock.store.script;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.redis.RedisTimeouts;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All partitions of the store. A venue always belongs to the same one. */
public record Partitions(List<Partition> all) {

  /** For any store identity, with default limits except for locks, and without a key prefix. */
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
   * @param keyPrefix the beginning of all key names; may be empty
   * @param scripts the call of each partition
   * @param guards the expected store identity of each partition, by its number
   */
  public static Partitions of(String keyPrefix, int count, Function<Keys, GroupCommit.Call> scripts,
      IntFunction<ExpectedStore> guards, RedisTimeouts timeouts, CommandLimits limits, MeterRegistry meters) {
    return new Partitions(IntStream.range(0, count).mapToObj(number -> {
      Keys keys = new Keys(keyPrefix, number, count);
      return new Partition(number, keys, new ScriptCommands(keys, limits),
          new GroupCommit(scripts.apply(keys), keys, guards.apply(number), timeouts, meters, System::nanoTime));
    }).toList());
  }

  /** The beginning of the key names of all partitions; may be empty. */
  public String keyPrefix() {
    return all.getFirst().keys().prefix();
  }

  /** The partition of a venue. {@link String#hashCode()} is the same on every JVM, so all instances agree. */
  public Partition of(String venueId) {
    return all.get(Math.floorMod(venueId.hashCode(), all.size()));
  }
}
