package io.seatlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.seatlock.store.script.ClockedScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what Redis holds beside the hashes (lock keys, deadlines, holdings) with the hashes, which
 * are the truth. What a crash between two steps or a forgotten index would leave behind shows here.
 */
public final class ConsistencyAssertions {

  private static final Pattern TAG = Pattern.compile("(\\{p\\d+}:)?(.*)", Pattern.DOTALL);

  /** What a seat's JSON consists of, in this order. */
  private static final Map<String, List<String>> FIELDS = Map.of(
      "AVAILABLE", List.of("status", "last", "version"),
      "LOCKED", List.of("status", "userId", "expiresAt", "lockedAt", "lockId", "group", "repeated", "version"),
      "FINALIZED", List.of("status", "userId", "lockedAt", "finalizedAt", "lockId", "version"));

  /** Of a lock on several seats; of one that a repeated request got; not of a lock that was taken back. */
  private static final Set<String> OPTIONAL = Set.of("group", "repeated", "last");

  /** Redis gives the end of a key as the time left, both in whole milliseconds. */
  private static final long ROUNDING_MS = 1;

  /** For each key its value, then the time left between the times before and after it was read. */
  private static final String KEYS_AND_THEIR_ENDS = """
      local function now()
        local time = redis.call('TIME')
        return time[1] * 1000 + math.floor(time[2] / 1000)
      end
      local result = {}
      for i, key in ipairs(KEYS) do
        result[i] = { redis.call('GET', key), now(), redis.call('PTTL', key), now() }
      end
      return result
      """;

  private final RedisClusterCommands<String, String> redis;

  /** Each line describes one entry of one index; the number is its deadline, ms since the epoch. */
  private final Map<String, Long> expected = new TreeMap<>();

  private final Map<String, Long> found = new TreeMap<>();

  /** What users hold in all venues; a part of what they hold, if a limit was set only now and then. */
  private final Map<String, Long> held = new TreeMap<>();

  private final Map<String, Long> locks = new TreeMap<>();

  private final Map<String, Long> expectedKeys = new HashMap<>();

  private final Set<String> foundKeys = new TreeSet<>();

  public ConsistencyAssertions(RedisClusterCommands<String, String> redis) {
    this.redis = redis;
  }

  public void check() {
    redis.keys("*").forEach(this::read);
    new OccupancyAssertions(redis).check();

    assertThat(found).as("deadlines and holdings, as the hashes want them").isEqualTo(expected);
    assertThat(locks).as("what users hold in all venues").containsAllEntriesOf(held);
    assertThat(expectedKeys.keySet()).as("seats that are locked, by the hashes").containsAll(foundKeys);
    Map<String, List<String>> byTag = expectedKeys.keySet().stream()
        .collect(Collectors.groupingBy(ConsistencyAssertions::tag));
    byTag.values().forEach(this::checkKeys);
  }

  private static String tag(String key) {
    return key.startsWith("{") ? key.substring(0, key.indexOf(':')) : "";
  }

  private void read(String key) {
    Matcher parts = TAG.matcher(key);
    assertThat(parts.matches()).isTrue();
    String tag = parts.group(1) == null ? "" : parts.group(1);
    String name = parts.group(2);
    if (name.startsWith("seats:")) {
      redis.hgetall(key).forEach((field, json) -> readSeat(tag, name.substring("seats:".length()), field, json));
    } else if (name.equals("seat-deadlines") || name.startsWith("seat-holdings:")) {
      redis.zrangeWithScores(key, 0, -1)
          .forEach(entry -> found.put(key + " " + entry.getValue(), (long) entry.getScore()));
    } else if (name.startsWith("seat-held:")) {
      String user = name.substring("seat-held:".length());
      redis.zrangeWithScores(key, 0, -1).forEach(entry -> held.put(tag + entry.getValue() + " " + user,
          (long) entry.getScore()));
    } else if (name.startsWith("seatlock:")) {
      foundKeys.add(key);
    } else if (name.startsWith("seat-barrier:") || name.startsWith("seat-choice:")) {
      assertThat(redis.pttl(key)).as("the end of %s", key).isNotEqualTo(-1);
    } else if (!name.startsWith("seat-answered:") && !OccupancyAssertions.isOfPlan(name)) {
      assertThat(name).isIn("seat-outbox", "seat-outbox-dead", "seat-outbox-lease", "seat-outbox-instances",
          "seat-identity", "seat-venues",
          ClockedScript.CLOCK);
    }
  }

  private void readSeat(String tag, String venue, String field, String json) {
    JsonNode seat = JsonMapper.shared().readTree(json);
    List<String> fields = new ArrayList<>(FIELDS.get(seat.get("status").asString()));
    fields.removeIf(part -> OPTIONAL.contains(part) && !seat.has(part));
    assertThat(seat.propertyNames()).as(json).containsExactlyElementsOf(fields);
    if (seat.get("status").asString().equals("LOCKED")) {
      long deadline = Instant.parse(seat.get("expiresAt").asString()).toEpochMilli();
      String name = venue + ":" + field.replace('_', ':');
      expected.put(tag + "seat-deadlines " + name, deadline);
      expected.put(tag + "seat-holdings:" + venue + ":" + seat.get("userId").asString() + " " + field, deadline);
      locks.put(tag + name + " " + seat.get("userId").asString(), deadline);
      expectedKeys.put(tag + "seatlock:" + name, deadline);
    }
  }

  /**
   * A key is gone, or about to go, once its deadline has passed. Redis may be kept from running for a while
   * between telling the time and telling the time left, so its time before and after bound the deadline.
   */
  private void checkKeys(List<String> keys) {
    List<Object> read = redis.eval(KEYS_AND_THEIR_ENDS, ScriptOutputType.MULTI, keys.toArray(String[]::new));
    for (int i = 0; i < keys.size(); i++) {
      long deadline = expectedKeys.getOrDefault(keys.get(i), 0L);
      List<?> key = (List<?>) read.get(i);
      long before = (Long) key.get(1);
      long left = (Long) key.get(2);
      long after = (Long) key.get(3);
      if (deadline > after) {
        assertThat(key.getFirst()).as("the key of a live lock, %s", keys.get(i)).isEqualTo("1");
        assertThat(deadline).as("deadline of %s", keys.get(i))
            .isBetween(before + left - ROUNDING_MS, after + left + ROUNDING_MS);
      }
    }
  }
}
