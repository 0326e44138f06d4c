package io.seatlock.store.script;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of one call, in order. Each is always completed; an unreadable reply fails only its own command. */
record Batch(List<Command> commands) {

  /** @param since when the command arrived, {@link System#nanoTime()} */
  record Command(ScriptCommand frame, long since, CompletableFuture<Reply> reply) {}

  List<ScriptCommand> frames() {
    return commands.stream().map(Command::frame).toList();
  }

  /** @param replies null if the call failed */
  void answer(@Nullable List<Object> replies, @Nullable Throwable failure) {
    answer((_, place) -> {
      if (replies == null) {
        throw failure == null ? new IllegalStateException("a call without replies") : failure;
      }
      return reply(replies, place);
    });
  }

  /** Reads and rejected commands are answered, since they need no replication; changes fail. */
  void answer(NotReplicated unsafe) {
    answer((frame, place) -> {
      Reply reply = reply(unsafe.replies(), place);
      if (frame.mustReplicate() && reply.isDone()) {
        throw unsafe;
      }
      return reply;
    });
  }

  /** The compensations of the commands that were carried out. */
  List<ScriptCommand> undos(NotReplicated unsafe) {
    List<ScriptCommand> undos = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      Supplier<ScriptCommand> undo = commands.get(i).frame().compensation();
      if (undo != null && reply(unsafe.replies(), i).isDone()) {
        undos.add(undo.get());
      }
    }
    return undos;
  }

  private void answer(Replies replies) {
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      try {
        command.reply().complete(replies.of(command.frame(), i));
      } catch (Throwable failure) { // an Error, too: the caller is waiting
        command.reply().completeExceptionally(failure);
      }
    }
  }

  private static Reply reply(List<Object> replies, int place) {
    return new Reply((List<?>) replies.get(place));
  }

  @FunctionalInterface
  private interface Replies {

    Reply of(ScriptCommand frame, int place) throws Throwable;
  }
}
