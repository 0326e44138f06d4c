package io.seatlock.store.script;

import io.seatlock.store.TestRedis;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The script with a clock that the test sets, so that no test need wait and every run of a seed is the
 * same. It also refuses to leave a part of a command unread. Nothing else is different.
 */
public final class ClockedScript {

  public static final String CLOCK = "seat-test-clock";

  /** Far in the future, so that Redis itself, which keeps the true time, never expires a lock key. */
  public static final Instant START = Instant.parse("2100-02-28T23:59:59Z");

  /** All that the tests use; each reads the clock of its own partition. */
  private static final List<String> VENUES = List.of("hall", "club", "any", "any key");

  private ClockedScript() {}

  public static String source() {
    String clocked = edited(Script.source(), "local time = redis.call('TIME')", """
        local test_clock = (KEYS[1]:match('^{p%%d+}:') or '') .. '%s'
        local time = { redis.call('HGET', test_clock, 's'), redis.call('HGET', test_clock, 'us') }""".formatted(CLOCK));
    return edited(clocked, "local ok, reply = pcall(operation)", """
        local ok, reply = pcall(operation)
        if ok and (key_cursor ~= next_key or arg_cursor ~= next_arg) then
          ok, reply = false, 'not read to its end'
        end
        """);
  }

  /** Replaces what must be there exactly once. */
  public static String edited(String source, String part, String other) {
    int at = source.indexOf(part);
    if (at < 0 || source.indexOf(part, at + 1) >= 0) {
      throw new IllegalArgumentException("The script must hold this once: " + part);
    }
    return source.substring(0, at) + other + source.substring(at + part.length());
  }

  public static void set(TestRedis redis, Instant now) {
    Map<String, String> time = Map.of("s", String.valueOf(now.getEpochSecond()), "us",
        String.valueOf(now.getNano() / 1000));
    VENUES.stream().map(venue -> redis.key(venue, CLOCK)).distinct()
        .forEach(clock -> redis.commands().hset(clock, time));
  }
}
