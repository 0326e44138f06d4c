package io.seatlock.store.safe;

import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Script;
import io.seatlock.store.script.ScriptCommand;
import io.seatlock.store.settings.DurabilitySettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls in safe mode: a change is acknowledged only when enough replicas have it. While replicas are not known to
 * confirm, changes are rejected without being sent.
 */
public final class ReplicatedScript implements GroupCommit.Call {

  private final Script script;

  private final Keys keys;

  private final Barrier barrier;

  private final Replicas replicas;

  /** @param script with a connection that only this partition uses */
  public ReplicatedScript(Script script, Keys keys, DurabilitySettings settings, Replicas replicas) {
    this.script = script;
    this.keys = keys;
    this.barrier = new Barrier(script, keys, settings);
    this.replicas = replicas;
  }

  /**
   * Completes exceptionally with {@link NotReplicated} if the changes were made but too few replicas are known to have
   * them.
   */
  @Override
  public CompletableFuture<List<Object>> send(byte[][] callKeys, byte[][] args, boolean replicated) {
    return replicated
        ? barrier.send(callKeys, args).whenComplete((_, failure) -> replicas.recordResult(keys, failure))
        : script.send(callKeys, args, false);
  }

  @Override
  public boolean replicates() {
    return true;
  }

  @Override
  public @Nullable String refusal(ScriptCommand command) {
    return command.mustReplicate() && !replicas.areConfirming(keys) ? "No replica is known to confirm changes" : null;
  }
}
