package io.seatlock.store;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One command as the script reads it: the operation's name, its KEYS and its ARGV.
 *
 * @param promise whether its change must be replicated before it is acknowledged with DONE
 * @param undo what takes the change back if it was not replicated; safe to run late: it is conditional on the lock id
 */
record Frame(String operation, List<String> keys, List<String> args, boolean promise,
    @Nullable Supplier<Frame> undo) {

  private static final Set<String> CHANGES = Set.of("lock", "unlock", "extend", "transfer", "finalize", "release",
      "expire", "reject");

  Frame(String operation, List<String> keys, List<String> args) {
    this(operation, keys, args, false, null);
  }

  /** Whether it may change seats, and announce that. */
  boolean changesSeats() {
    return CHANGES.contains(operation);
  }

  Frame asPromise() {
    return new Frame(operation, keys, args, true, null);
  }

  Frame asPromiseOr(Supplier<Frame> undo) {
    return new Frame(operation, keys, args, true, undo);
  }
}
