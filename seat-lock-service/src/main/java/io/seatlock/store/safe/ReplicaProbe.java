package io.seatlock.store.safe;

import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.Keys;
import io.seatlock.store.settings.DurabilitySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Probes in the background whether replicas confirm changes. While they don't, it probes continuously, so that changes
 * are accepted again soon after they do. Otherwise it probes when no call was confirmed for a second. It writes only
 * its own mark, on its own connection.
 */
final class ReplicaProbe extends BackgroundLoops {

  /** Pause between two rounds, in addition to the time that a round takes. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);

  /** The part of ARGV that accepts any store identity, because this probe only concerns replication. */
  private static final byte[][] ANY_STORE = {bytes(""), bytes("0")};

  /** Above Redis' connection (0 and 1), below everything that accepts requests. */
  private static final int PHASE = 100;

  private final Replicas replicas;

  private final List<Target> targets;

  private final RedisTimeouts timeouts;

  /** @param partitions the keys of each partition; empty in fast mode, so that nothing is probed */
  ReplicaProbe(List<Keys> partitions, DurabilitySettings settings, Replicas replicas, RedisTimeouts timeouts) {
    super(PHASE);
    this.replicas = replicas;
    this.timeouts = timeouts;
    this.targets = partitions.stream()
        .map(keys -> new Target(keys, new Barrier(replicas.script(), keys, settings))).toList();
  }

  /**
   * Probes each server whose state is uncertain, through one of its partitions.
   *
   * @return how long to rest
   */
  public Duration runOnce() {
    Map<String, List<Target>> byServer = targets.stream()
        .collect(Collectors.groupingBy(target -> replicas.serverOf(target.keys())));
    byServer.keySet().removeIf(server -> !replicas.isUncertain(server));
    List<CompletableFuture<Void>> asked = byServer.entrySet().stream()
        .map(each -> ask(each.getKey(), each.getValue())).toList();
    asked.forEach(CompletableFuture::join);
    return BETWEEN_ROUNDS;
  }

  private CompletableFuture<Void> ask(String server, List<Target> all) {
    return all.getFirst().ask().orTimeout(timeouts.call().toNanos(), TimeUnit.NANOSECONDS).handle((_, failure) -> {
      // Partitions may have moved meanwhile, or their server was not known before.
      all.stream().map(Target::keys).filter(keys -> replicas.serverOf(keys).equals(server))
          .forEach(keys -> replicas.recordResult(keys, failure));
      return null;
    });
  }

  /** The first round completes before requests are accepted. */
  @Override
  protected List<Loop> startLoops() {
    if (targets.isEmpty()) {
      return List.of();
    }
    Loop loop = Loop.startAfter(runOnce(), "replica-probe", this::runOnce);
    replicas.onUncertain(loop::nudge);
    return List.of(loop);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Target(Keys keys, Barrier barrier) {

    CompletableFuture<List<Object>> ask() {
      return barrier.send(keys.ofPartition().stream().map(ReplicaProbe::bytes).toArray(byte[][]::new), ANY_STORE);
    }
  }
}
