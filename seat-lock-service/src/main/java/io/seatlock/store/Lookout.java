package io.seatlock.store;

import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Looks at the Redis under the service, at the start and then every minute: settings that may cost seats, and
 * rights that are missing. Each warning is logged when it appears and when it is gone; it blocks nothing.
 */
final class Lookout extends Background {

  private static final Logger log = LoggerFactory.getLogger(Lookout.class);

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Duration WHILE_AWAY = Duration.ofSeconds(1);

  /** Above Redis' connection (0). */
  private static final int PHASE = 200;

  private final Partitions partitions;

  private final LettuceConnectionFactory connections;

  private final StoreSettings settings;

  private volatile @Nullable Report latest;

  Lookout(Partitions partitions, LettuceConnectionFactory connections, StoreSettings settings) {
    super(PHASE);
    this.partitions = partitions;
    this.connections = connections;
    this.settings = settings;
  }

  /** @param servers every primary */
  record Report(List<ServerInfo> servers, List<String> warnings) {}

  /** What was seen when Redis was last there; null before that. */
  @Nullable
  Report latest() {
    return latest;
  }

  int warningCount() {
    Report report = latest;
    return report == null ? 0 : report.warnings().size();
  }

  /** A Redis that is away is looked at as soon as it is there; that it is away others tell. */
  Duration runOnce() {
    try {
      Set<String> refused = new TreeSet<>();
      List<ServerInfo> servers = servers(refused);
      probe(refused);
      Report report = new Report(servers, Warnings.of(servers, refused, settings));
      Report before = latest;
      tell(before == null ? List.of() : before.warnings(), report.warnings());
      latest = report;
      return INTERVAL;
    } catch (SeatsUnavailable | DataAccessException away) {
      return WHILE_AWAY;
    }
  }

  private static void tell(List<String> before, List<String> now) {
    now.stream().filter(warning -> !before.contains(warning)).forEach(warning -> log.warn("{}", warning));
    before.stream().filter(warning -> !now.contains(warning)).forEach(gone -> log.info("No longer so: {}", gone));
  }

  /** @param refused hears of it if nothing may be asked */
  private List<ServerInfo> servers(Set<String> refused) {
    try {
      return servers();
    } catch (SeatsUnavailable unavailable) {
      refused.add(refusal(unavailable, "INFO"));
      return List.of();
    }
  }

  @SuppressWarnings("unchecked")
  private List<ServerInfo> servers() {
    RedisClusterAsyncCommands<byte[], byte[]> redis = (RedisClusterAsyncCommands<byte[], byte[]>) connections
        .getConnection().getNativeConnection();
    if (!(redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)) {
      return List.of(ServerInfo.parse("Redis", await(redis.info())));
    }
    List<ServerInfo> servers = new ArrayList<>();
    cluster.upstream().commands().info().asMap().forEach((node, info) -> servers.add(ServerInfo.parse(
        node.getUri().getHost() + ":" + node.getUri().getPort(), await(info))));
    return servers;
  }

  private static String await(CompletionStage<String> info) {
    try {
      return info.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new SeatsUnavailable("Redis did not tell about itself: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  /** Rights are those of a server, not of a Cluster, so every partition is asked. */
  private void probe(Set<String> refused) {
    for (Partition partition : partitions.all()) {
      try {
        partition.call(new Frame("probe", partition.keys().probes(), List.of())).texts(2)
            .forEach(command -> refused.add(command.replace(partition.keys().tag(), "")));
      } catch (SeatsUnavailable unavailable) {
        refused.add(refusal(unavailable, "EVALSHA, EVAL or TIME"));
      }
    }
  }

  /** @throws SeatsUnavailable if it is no matter of rights */
  private static String refusal(SeatsUnavailable unavailable, String command) {
    String words = String.valueOf(unavailable.getMessage());
    if (words.contains("NOPERM") || words.contains("user executing the script") || words.contains("ACL failure")) {
      return command;
    }
    throw unavailable;
  }

  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.start("redis-lookout", this::runOnce));
  }
}
