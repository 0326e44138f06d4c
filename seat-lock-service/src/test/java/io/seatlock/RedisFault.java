package io.seatlock;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.seatlock.store.RedisUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What is done to a Redis so that it refuses to serve.
 *
 * @param words what it says then
 * @param end what makes it serve again
 */
record RedisFault(String name, String words, Consumer<RedisCommands<String, String>> begin,
    Consumer<RedisCommands<String, String>> end) {

  static final String FULL = "full";

  static final String NO_RIGHT_INSIDE = "no right inside the script";

  private static final Duration SOON = Duration.ofSeconds(10);

  static List<RedisFault> all() {
    return List.of(
        new RedisFault(FULL, "OOM command not allowed", redis -> redis.configSet("maxmemory", "1"),
            redis -> redis.configSet("maxmemory", "0")),
        new RedisFault("replica", "READONLY You can't write against a read only replica.",
            redis -> redis.replicaof("127.0.0.1", 1), RedisCommands::replicaofNoOne),
        new RedisFault("replica without its primary", "MASTERDOWN Link with MASTER is down", RedisFault::follow,
            RedisFault::followNobody),
        new RedisFault("too few replicas", "NOREPLICAS Not enough good replicas to write.",
            redis -> redis.configSet("min-replicas-to-write", "1"),
            redis -> redis.configSet("min-replicas-to-write", "0")),
        new RedisFault("disk", "MISCONF Redis is configured to save RDB snapshots", RedisFault::breakDisk,
            RedisFault::repairDisk),
        new RedisFault("busy", "BUSY Redis is busy running a script", RedisFault::occupy, RedisCommands::scriptKill),
        new RedisFault(NO_RIGHT_INSIDE, "The user executing the script can't run this command",
            redis -> right(redis, false, "xadd"), redis -> right(redis, true, "xadd")),
        new RedisFault("no right at all", "NOPERM this user has no permissions to run the 'evalsha' command",
            redis -> right(redis, false, "evalsha", "eval"), redis -> right(redis, true, "evalsha", "eval")),
        new RedisFault("deadlines damaged", "under the key seat-deadlines", redis -> damage(redis, "seat-deadlines"),
            redis -> redis.del("seat-deadlines")),
        new RedisFault("outbox damaged", "under the key seat-outbox", redis -> damage(redis, "seat-outbox"),
            redis -> redis.del("seat-outbox")));
  }

  @Override
  public String toString() {
    return name;
  }

  private static void follow(RedisCommands<String, String> redis) {
    redis.configSet("replica-serve-stale-data", "no");
    redis.replicaof("127.0.0.1", 1);
  }

  private static void followNobody(RedisCommands<String, String> redis) {
    redis.replicaofNoOne();
    redis.configSet("replica-serve-stale-data", "yes");
  }

  private static void right(RedisCommands<String, String> redis, boolean given, String... commands) {
    for (String command : commands) {
      CommandType type = CommandType.valueOf(command.toUpperCase(Locale.ROOT));
      redis.aclSetuser(RedisUser.SERVICE.username(),
          given ? AclSetuserArgs.Builder.addCommand(type) : AclSetuserArgs.Builder.removeCommand(type));
    }
  }

  private static void damage(RedisCommands<String, String> redis, String key) {
    redis.del(key);
    redis.set(key, "something else");
  }

  /** A folder stands where the snapshot would be written. */
  private static void breakDisk(RedisCommands<String, String> redis) {
    try {
      Files.createDirectory(snapshot(redis));
      Files.createFile(snapshot(redis).resolve("full"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    redis.configSet("save", "3600 1");
    redis.bgsave();
    await().atMost(SOON).until(() -> redis.info("persistence").contains("rdb_last_bgsave_status:err"));
  }

  private static void repairDisk(RedisCommands<String, String> redis) {
    try {
      Files.delete(snapshot(redis).resolve("full"));
      Files.delete(snapshot(redis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    redis.bgsave();
    await().atMost(SOON).until(() -> redis.info("persistence").contains("rdb_last_bgsave_status:ok"));
    redis.configSet("save", "");
  }

  private static Path snapshot(RedisCommands<String, String> redis) {
    return Path.of(redis.configGet("dir").get("dir"), redis.configGet("dbfilename").get("dbfilename"));
  }

  /** On a connection of its own, until it is killed. */
  private static void occupy(RedisCommands<String, String> redis) {
    RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port(redis)));
    Thread.startVirtualThread(() -> {
      try (client) {
        client.connect().sync().eval("while true do end", ScriptOutputType.STATUS);
      } catch (RedisException killed) {
        // As it should be.
      }
    });
  }

  private static int port(RedisCommands<String, String> redis) {
    return Integer.parseInt(redis.configGet("port").get("port"));
  }
}
