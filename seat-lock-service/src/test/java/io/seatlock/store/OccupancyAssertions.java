package io.seatlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.BitFieldArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Compares the bits of every plan, and of every draft, with the hashes of the seats, and looks for keys of no plan. */
public final class OccupancyAssertions {

  private static final Map<String, Long> BITS = Map.of("AVAILABLE", 0L, "LOCKED", 1L, "FINALIZED", 2L);

  private final RedisClusterCommands<String, String> redis;

  public OccupancyAssertions(RedisClusterCommands<String, String> redis) {
    this.redis = redis;
  }

  static boolean isOfPlan(String name) {
    return name.startsWith("seat-plan") || name.startsWith("seat-occupancy:");
  }

  public void check() {
    List<String> known = new ArrayList<>();
    for (String plan : redis.keys("*seat-plan:*")) {
      Map<String, String> fields = redis.hgetall(plan);
      for (String generation : List.of("current", "draft")) {
        if (fields.containsKey(generation)) {
          known.addAll(generation(plan, fields.get(generation)));
        }
      }
      if (fields.containsKey("current")) {
        assertThat(redis.pttl(plan)).as("the end of %s", plan).isEqualTo(-1);
        assertThat(redis.hlen(plan.replace("seat-plan:", "seat-plan-seats:") + ":" + fields.get("current")))
            .as("seats of %s", plan).isEqualTo(Long.parseLong(fields.get("seats")));
      }
    }
    assertThat(keys()).as("keys of plans").allMatch(key -> known.contains(key) || redis.pttl(key) >= 0);
  }

  private Collection<String> generation(String plan, String generation) {
    String seats = plan.replace("seat-plan:", "seat-plan-seats:") + ":" + generation;
    String occupancy = plan.replace("seat-plan:", "seat-occupancy:") + ":" + generation;
    String hash = plan.replace("seat-plan:", "seats:");
    Map<String, Long> expected = new TreeMap<>();
    Map<String, Long> found = new TreeMap<>();
    redis.hgetall(seats).forEach((field, index) -> {
      String json = redis.hget(hash, field);
      String status = json == null ? "AVAILABLE" : JsonMapper.shared().readTree(json).get("status").asString();
      expected.put(field, BITS.get(status));
      found.put(field, redis.bitfield(occupancy, BitFieldArgs.Builder.get(BitFieldArgs.unsigned(2),
          BitFieldArgs.typeWidthBasedOffset(Integer.parseInt(index)))).getFirst());
    });
    assertThat(found).as("bits of %s", occupancy).isEqualTo(expected);
    return List.of(seats, occupancy, plan.replace("seat-plan:", "seat-plan-document:") + ":" + generation);
  }

  private Collection<String> keys() {
    List<String> keys = new ArrayList<>(redis.keys("*seat-plan-*"));
    keys.addAll(redis.keys("*seat-occupancy:*"));
    return keys;
  }
}
