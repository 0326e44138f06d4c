package io.seatlock.store.safe;

import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.DurabilitySettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows which servers have replicas that confirm changes. The result of a call in one partition, or of the probe,
 * applies to all partitions of the same server.
 */
public final class Replicas {

  private static final String SOURCE = "replicas";

  /**
   * How long a confirmation is valid. So without changes the loss of a replica is detected by a probe after this time.
   */
  private static final Duration CONFIRMATION_LASTS = Duration.ofSeconds(1);

  private final StoreStatus status;

  private final String problem;

  private final Script script;

  /** {@link System#nanoTime()}, or a clock of a test. */
  private final LongSupplier ticker;

  /** By server: when its replicas last confirmed a change. A missing server counts as not confirming. */
  private final Map<String, Long> confirmedAt = new ConcurrentHashMap<>();

  private volatile Runnable onUncertain = () -> {};

  /** @param script with a connection of its own, for the probe */
  Replicas(StoreStatus status, DurabilitySettings settings, Script script, LongSupplier ticker) {
    this.status = status;
    this.problem = sentence(settings);
    this.script = script;
    this.ticker = ticker;
  }

  private static String sentence(DurabilitySettings settings) {
    return "Fewer than %d replicas of Redis confirm changes within %d ms, so every change is refused with 503 until they do"
        .formatted(settings.replicas(), settings.timeout().toMillis());
  }

  /**
   * Sets what is called when a server is no longer known to have replicas that confirm.
   *
   * @param nudge wakes up the probe
   */
  void onUncertain(Runnable nudge) {
    onUncertain = nudge;
  }

  /** The script with the connection of the probe. */
  Script script() {
    return script;
  }

  /** The id of the server that has a partition now, as {@link Script#serverOf(Keys)}. */
  String serverOf(Keys keys) {
    return script.serverOf(keys);
  }

  /** Whether the replicas of a partition's server are known to confirm changes. */
  boolean areConfirming(Keys keys) {
    return confirmedAt.containsKey(serverOf(keys));
  }

  /** Whether the probe must check this server's replicas. */
  boolean isUncertain(String server) {
    Long at = confirmedAt.get(server);
    return at == null || ticker.getAsLong() - at >= CONFIRMATION_LASTS.toNanos();
  }

  /**
   * Records the result of a call that waited for replicas. After any failure the replicas count as not confirming, even
   * if the failure does not concern them, because another server may be the primary by now.
   *
   * @param failure null if the replicas have confirmed the changes
   */
  void recordResult(Keys keys, @Nullable Throwable failure) {
    if (failure == null) {
      confirmedAt.put(serverOf(keys), ticker.getAsLong());
      status.end(SOURCE, keys.partition());
      return;
    }
    if (GroupCommit.causeOf(failure) instanceof NotReplicated) {
      status.begin(SOURCE, keys.partition(), problem);
    }
    if (confirmedAt.remove(serverOf(keys)) != null) {
      onUncertain.run();
    }
  }
}
