package io.seatlock.store.script;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command as the script reads it: the name of the operation, its KEYS and its ARGV.
 *
 * @param mustReplicate whether its change must be replicated before it is acknowledged
 * @param compensation from the reply, reverts the change if it was not replicated; safe to run late, since it is conditional on the
 *     lock id
 */
public record ScriptCommand(String operation, List<String> keys, List<String> args, boolean mustReplicate,
    @Nullable Function<Reply, ScriptCommand> compensation) {

  private static final Set<String> CHANGES = Set.of( //
      "lock", "lockbest", "unlock", "extend", "transfer", "finalize", "release", "expire", "reject");

  /** Of a lock: the seats hash, the plan, the venues. */
  private static final int OTHER_KEYS = 3;

  ScriptCommand(String operation, List<String> keys, List<String> args) {
    this(operation, keys, args, false, null);
  }

  /** How many seats it is about, roughly: each has a key of its own. */
  int seats() {
    return Math.max(1, keys.size() - OTHER_KEYS);
  }

  /** Whether it may change seats and write events. */
  public boolean changesSeats() {
    return CHANGES.contains(operation);
  }

  /** The same command with more keys, its last. */
  ScriptCommand withKeys(String... more) {
    return new ScriptCommand(operation, Stream.concat(keys.stream(), Stream.of(more)).toList(), args, mustReplicate,
        compensation);
  }

  /** The same command, acknowledged when it is replicated. */
  ScriptCommand asReplicated() {
    return new ScriptCommand(operation, keys, args, true, null);
  }

  /** The same command, acknowledged when it is replicated, and compensated otherwise. */
  ScriptCommand asReplicatedOr(Function<Reply, ScriptCommand> compensation) {
    return new ScriptCommand(operation, keys, args, true, compensation);
  }
}
