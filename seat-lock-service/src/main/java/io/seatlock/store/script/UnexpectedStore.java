package io.seatlock.store.script;

import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;

/** The script found another store identity than expected and executed no command of the call. */
public final class UnexpectedStore extends RuntimeException {

  /** The beginning of the script's error reply. */
  private static final String WORD = "OTHERSTORE ";

  private UnexpectedStore(String found) {
    super(found, null, false, false);
  }

  /**
   * Reads the script's error reply, which describes the store that was found.
   *
   * @return null if the call failed for another reason
   */
  public static @Nullable UnexpectedStore of(Throwable failure) {
    String words = GroupCommit.causeOf(failure) instanceof RedisCommandExecutionException refused
        ? String.valueOf(refused.getMessage())
        : "";
    return words.startsWith(WORD) ? new UnexpectedStore(words.substring(WORD.length())) : null;
  }
}
