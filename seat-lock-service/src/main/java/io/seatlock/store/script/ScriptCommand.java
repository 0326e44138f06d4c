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
 * @param compensation makes the command that reverts the change if it was not replicated, from the reply; null if there
 *     is none. Such a command is safe to run late, because it is conditional on the lock id
 */
public record ScriptCommand(String operation, List<String> keys, List<String> args, boolean mustReplicate,
    @Nullable Function<Reply, ScriptCommand> compensation) {

  private static final Set<String> CHANGES = Set.of( //
      "lock", "lockbest", "unlock", "extend", "transfer", "finalize", "release", "expire", "reject");

  /** Keys of a lock command that are not keys of seats: the seats hash, the plan, the venues. */
  private static final int OTHER_KEYS = 3;

  ScriptCommand(String operation, List<String> keys, List<String> args) {
    this(operation, keys, args, false, null);
  }

  /** The approximate number of seats, computed from the number of keys. */
  int seats() {
    return Math.max(1, keys.size() - OTHER_KEYS);
  }

  /** Whether it may change seats and write events. */
  public boolean changesSeats() {
    return CHANGES.contains(operation);
  }

  /** The same command with further keys after its own. */
  ScriptCommand withKeys(String... more) {
    return new ScriptCommand(operation, Stream.concat(keys.stream(), Stream.of(more)).toList(), args, mustReplicate,
        compensation);
  }

  /** The same command, to be acknowledged only after replication. */
  ScriptCommand asReplicated() {
    return new ScriptCommand(operation, keys, args, true, null);
  }

  /** The same command, to be acknowledged only after replication, and compensated if it is not replicated. */
  ScriptCommand asReplicatedOr(Function<Reply, ScriptCommand> compensation) {
    return new ScriptCommand(operation, keys, args, true, compensation);
  }
}
