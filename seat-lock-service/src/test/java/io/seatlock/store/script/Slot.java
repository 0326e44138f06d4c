package io.seatlock.store.script;

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.store.TestRedis;
import java.util.List;
import java.util.stream.Stream;

/** A slot of a cluster on its way from one of two primaries to the other, as an operator would move it. */
public record Slot(int number, RedisCommands<String, String> source, RedisCommands<String, String> target) {

  private static final int MOST_KEYS = 100;

  private static final long PATIENCE_MS = 5000;

  public static Slot of(TestRedis redis, String key) {
    int number = redis.commands().clusterKeyslot(key).intValue();
    List<RedisCommands<String, String>> nodes = redis.view().nodes();
    boolean isFirst = serves(nodes.getFirst(), number);
    return new Slot(number, isFirst ? nodes.getFirst() : nodes.getLast(), isFirst ? nodes.getLast() : nodes.getFirst());
  }

  /** A slot is given as its range's ends, then its primary: address, port, id. */
  private static boolean serves(RedisCommands<String, String> node, int slot) {
    String id = node.clusterMyId();
    return node.clusterSlots().stream().map(range -> (List<?>) range)
        .anyMatch(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1)
            && ((List<?>) range.get(2)).get(2).equals(id));
  }

  public void begin() {
    target.clusterSetSlotImporting(number, source.clusterMyId());
    source.clusterSetSlotMigrating(number, target.clusterMyId());
  }

  public Stream<String> keys() {
    return source.clusterGetKeysInSlot(number, MOST_KEYS).stream();
  }

  public void move(String key) {
    int port = Integer.parseInt(target.configGet("port").get("port"));
    source.migrate("127.0.0.1", port, 0, PATIENCE_MS, MigrateArgs.Builder.keys(key));
  }

  /** With what has come up meanwhile. */
  public void end() {
    keys().forEach(this::move);
    target.clusterSetSlotNode(number, target.clusterMyId());
    source.clusterSetSlotNode(number, target.clusterMyId());
  }
}
