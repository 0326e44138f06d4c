package io.seatlock.store.script;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command as the script reads it: the name of the operation, its KEYS and its ARGV.
 *
 * @param compensation makes the command that takes back the change if it was not replicated, from the reply; null if
 *     there is none. Such a command is safe to run late, because it affects only what has not changed since
 */
public record ScriptCommand(String operation, List<String> keys, List<String> args, Replicated replicated,
    @Nullable Function<Reply, ScriptCommand> compensation) {

  private static final Set<String> CHANGES = Set.of( //
      "lock", "lockbest", "unlock", "extend", "transfer", "finalize", "release", "expire", "reject", "undo");

  /** Keys of a lock command that are not keys of seats: the seats hash, the plan, the venues. */
  private static final int OTHER_KEYS = 3;

  /** What must be replicated in safe mode before the caller gets the reply. */
  enum Replicated {

    NOTHING,

    /** A change; a refusal changes nothing. */
    CHANGE,

    /** Every reply, because each is stored as the answer to a request record, also a refusal. */
    ANSWER
  }

  ScriptCommand(String operation, List<String> keys, List<String> args) {
    this(operation, keys, args, Replicated.NOTHING, null);
  }

  /** The approximate number of seats, computed from the number of keys. */
  int seats() {
    return Math.max(1, keys.size() - OTHER_KEYS);
  }

  /** Whether it may change seats and write events. */
  public boolean changesSeats() {
    return CHANGES.contains(operation);
  }

  /** Whether it may store something that must be replicated before the caller gets the reply. */
  public boolean mustReplicate() {
    return replicated != Replicated.NOTHING;
  }

  /** Whether what this reply stands for must be replicated before the caller gets it. */
  boolean mustReplicate(Reply reply) {
    return switch (replicated) {
      case NOTHING -> false;
      case CHANGE -> reply.acknowledges();
      case ANSWER -> !reply.isError();
    };
  }

  /** The same command with further keys after its own. */
  ScriptCommand withKeys(String... more) {
    return new ScriptCommand(operation, Stream.concat(keys.stream(), Stream.of(more)).toList(), args, replicated,
        compensation);
  }

  /** The same command, whose change is to be acknowledged only after replication. */
  ScriptCommand asReplicated() {
    return new ScriptCommand(operation, keys, args, Replicated.CHANGE, compensation);
  }

  /** The same command, each of whose replies is to be given only after replication. */
  ScriptCommand asAnswer() {
    return new ScriptCommand(operation, keys, args, Replicated.ANSWER, compensation);
  }

  /** The same command, whose change is taken back if it is not replicated. */
  ScriptCommand withCompensation(Function<Reply, ScriptCommand> takesBack) {
    return new ScriptCommand(operation, keys, args, replicated, takesBack);
  }
}
