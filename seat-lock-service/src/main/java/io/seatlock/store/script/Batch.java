package io.seatlock.store.script;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one call, in order. Each command is always completed. A reply that can't be read fails only its own
 * command.
 */
record Batch(List<Pending> pending) {

  /** @param since when the command arrived, {@link System#nanoTime()} */
  record Pending(ScriptCommand command, long since, CompletableFuture<Reply> reply) {}

  List<ScriptCommand> commands() {
    List<ScriptCommand> commands = new ArrayList<>(pending.size());
    for (Pending each : pending) {
      commands.add(each.command());
    }
    return commands;
  }

  /**
   * Completes each command with its reply, or all of them with the failure of the call.
   *
   * @param replies one for each command, in order; null if the call failed
   */
  void answer(@Nullable List<Object> replies, @Nullable Throwable failure) {
    answer((_, place) -> {
      if (replies == null) {
        throw failure == null ? new IllegalStateException("a call without replies") : failure;
      }
      return reply(replies, place);
    });
  }

  /**
   * For a call whose changes were not replicated: completes what needs no replication, such as reads and refusals over
   * REST, and fails the rest.
   */
  void answer(NotReplicated unsafe) {
    answer((command, place) -> {
      Reply reply = reply(unsafe.replies(), place);
      if (command.mustReplicate(reply)) {
        throw unsafe;
      }
      return reply;
    });
  }

  /** The compensations of those commands that were carried out and have one. */
  List<ScriptCommand> compensations(NotReplicated unsafe) {
    List<ScriptCommand> compensations = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      Function<Reply, ScriptCommand> compensation = pending.get(i).command().compensation();
      if (compensation != null && reply(unsafe.replies(), i).isDone()) {
        compensations.add(compensation.apply(reply(unsafe.replies(), i)));
      }
    }
    return compensations;
  }

  private void answer(Replies replies) {
    for (int i = 0; i < pending.size(); i++) {
      Pending each = pending.get(i);
      try {
        each.reply().complete(replies.of(each.command(), i));
      } catch (Throwable failure) { // also an Error, because the caller is waiting
        each.reply().completeExceptionally(failure);
      }
    }
  }

  private static Reply reply(List<Object> replies, int place) {
    return new Reply((List<?>) replies.get(place));
  }

  @FunctionalInterface
  private interface Replies {

    Reply of(ScriptCommand command, int place) throws Throwable;
  }
}
