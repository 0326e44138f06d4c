package io.seatlock.store.health;

import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisError;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.redis.ServerInfo;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Reply;
import io.seatlock.store.settings.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Checks the setup of Redis at the start and then every minute: settings that risk the loss of seats, and missing
 * rights. What it finds is shown as setup warnings.
 */
public final class SetupCheck extends BackgroundLoops {

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Duration REST_WHILE_UNREACHABLE = Duration.ofSeconds(1);

  /** Above Redis' connection (0) and the identity, below the sweep and the web server. */
  private static final int PHASE = 100;

  private final Partitions partitions;

  private final LettuceConnectionFactory connections;

  private final StoreSettings settings;

  private final SetupWarnings warnings;

  private final RedisWatch watch;

  /** The missing rights found by the last check that reached all partitions. */
  private Set<String> knownForbidden = Set.of();

  private volatile @Nullable Report latest;

  public SetupCheck(Partitions partitions, LettuceConnectionFactory connections, StoreSettings settings,
      SetupWarnings warnings, RedisWatch watch) {
    super(PHASE);
    this.partitions = partitions;
    this.connections = connections;
    this.settings = settings;
    this.warnings = warnings;
    this.watch = watch;
  }

  /**
   * @param servers every primary that answered; empty if {@code INFO} is forbidden
   * @param warnings one sentence for each
   */
  record Report(List<ServerInfo> servers, List<String> warnings) {}

  /** The result of the last check that reached Redis; null before the first one. */
  @Nullable
  Report latest() {
    return latest;
  }

  /**
   * Runs one check. If Redis can't be reached, the check is repeated soon; the outage is reported elsewhere.
   *
   * @return how long to rest
   */
  Duration runOnce() {
    try {
      Set<String> forbidden = new TreeSet<>();
      List<ServerInfo> servers = servers(forbidden);
      boolean complete = probe(forbidden);
      if (!complete) {
        forbidden.addAll(knownForbidden);
      }
      Report report = new Report(servers, SetupRules.of(servers, forbidden, settings));
      warnings.set("setup-check", report.warnings());
      knownForbidden = forbidden;
      latest = report;
      return complete ? INTERVAL : REST_WHILE_UNREACHABLE;
    } catch (SeatsUnavailable | DataAccessException away) {
      return REST_WHILE_UNREACHABLE;
    }
  }

  /**
   * Reads {@code INFO} from every primary.
   *
   * @param forbidden gets an entry if {@code INFO} is forbidden
   */
  private List<ServerInfo> servers(Set<String> forbidden) {
    try {
      return servers();
    } catch (SeatsUnavailable unavailable) {
      if (!RedisError.ofCall(unavailable, null).isMissingRight()) {
        throw unavailable;
      }
      forbidden.add("INFO");
      return List.of();
    }
  }

  @SuppressWarnings("unchecked")
  private List<ServerInfo> servers() {
    RedisClusterAsyncCommands<byte[], byte[]> redis = (RedisClusterAsyncCommands<byte[], byte[]>) connections
        .getConnection().getNativeConnection();
    if (!(redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)) {
      return List.of(ServerInfo.parse(address(), await(redis.info())));
    }
    Map<String, CompletionStage<String>> answers = new LinkedHashMap<>();
    cluster.upstream().commands().info().asMap()
        .forEach((node, info) -> answers.put(node.getUri().getHost() + ":" + node.getUri().getPort(), info));
    return ofThoseThatAnswer(answers);
  }

  private String address() {
    return connections.isRedisSentinelAware() ? "Redis" : connections.getHostName() + ":" + connections.getPort();
  }

  /**
   * The servers that answer.
   *
   * @throws SeatsUnavailable if none answers
   */
  private List<ServerInfo> ofThoseThatAnswer(Map<String, CompletionStage<String>> answers) {
    List<ServerInfo> servers = new ArrayList<>();
    SeatsUnavailable last = null;
    for (var answer : answers.entrySet()) {
      try {
        servers.add(ServerInfo.parse(answer.getKey(), await(answer.getValue())));
      } catch (SeatsUnavailable unavailable) {
        last = unavailable;
      }
    }
    if (servers.isEmpty() && last != null) {
      throw last;
    }
    return servers;
  }

  private String await(CompletionStage<String> info) {
    try {
      return info.toCompletableFuture().get(RedisTimeouts.of(connections).answer().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new SeatsUnavailable("Redis did not answer INFO: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new SeatsUnavailable("Redis did not answer INFO in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  /**
   * Probes the rights in every partition, because each server of a Cluster has its own users. This is done
   * concurrently, so that an unreachable server does not delay the others.
   *
   * @param forbidden gets the forbidden commands, each with its key
   * @return whether all partitions could be probed
   */
  private boolean probe(Set<String> forbidden) {
    Map<Partition, CompletableFuture<Reply>> probes = new LinkedHashMap<>();
    partitions.all().forEach(partition -> probes.put(partition, partition.probe()));
    boolean complete = true;
    for (Map.Entry<Partition, CompletableFuture<Reply>> probe : probes.entrySet()) {
      List<String> found = forbiddenIn(probe.getKey(), probe.getValue());
      if (found == null) {
        complete = false;
      } else {
        watch.probeFoundForbidden(probe.getKey().number(), found);
        forbidden.addAll(found);
      }
    }
    return complete;
  }

  /** The forbidden commands; null if the partition can't be probed now. */
  private static @Nullable List<String> forbiddenIn(Partition partition, CompletableFuture<Reply> probe) {
    try {
      Reply reply = partition.awaitReply(probe);
      return reply.isError()
          ? null
          : missingRights(partition, reply);
    } catch (SeatsUnavailable unavailable) {
      return RedisError.ofCall(unavailable, null).isMissingRight() ? List.of("EVALSHA, EVAL or TIME") : null;
    }
  }

  /** The forbidden commands, each with its key without the partition's hash tag. */
  static List<String> missingRights(Partition partition, Reply probed) {
    return probed.missingRights().stream().map(command -> command.replace(partition.keys().tag(), "")).toList();
  }

  /**
   * If Redis can be reached, the first check completes before requests are accepted, so that no change is written in
   * part because of a missing right.
   */
  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.startAfter(runOnce(), "redis-setup-check", this::runOnce));
  }
}
