package io.seatlock.store.health;

import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Reply;
import io.seatlock.store.script.ScriptArguments;
import io.seatlock.store.script.ScriptCommand;
import io.seatlock.store.script.UnexpectedStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reports the results of one partition's calls, and rejects changes while a right that they need is known to be
 * missing.
 */
public final class ReportingCall implements GroupCommit.Call {

  private final GroupCommit.Call call;

  private final int partition;

  private final RedisWatch watch;

  public ReportingCall(GroupCommit.Call call, int partition, RedisWatch watch) {
    this.call = call;
    this.partition = partition;
    this.watch = watch;
  }

  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
    return call.send(keys, args, replicated).whenComplete((replies, failure) -> report(args, replies, failure));
  }

  /** Lettuce fails a command after its own time-out; this is for the case that it does not. */
  @Override
  public void givenUp(TimeoutException silence) {
    watch.failed(partition, silence);
  }

  @Override
  public boolean replicates() {
    return call.replicates();
  }

  /** With a missing right a change would be written in part, since a script can't roll back. */
  @Override
  public @Nullable String refusal(ScriptCommand command) {
    String missingRight = command.changesSeats() ? watch.missingRight(partition) : null;
    return missingRight == null ? call.refusal(command) : missingRight;
  }

  private void report(byte[][] args, @Nullable List<Object> replies, @Nullable Throwable failure) {
    if (failure == null && replies != null) {
      reportErrors(args, replies);
    } else if (failure != null && GroupCommit.causeOf(failure) instanceof NotReplicated unconfirmed) {
      reportErrors(args, unconfirmed.replies());
    } else if (failure != null && UnexpectedStore.of(failure) == null) {
      watch.failed(partition, failure);
    }
  }

  /** In safe mode there is one more reply, that of the barrier, which belongs to no command. */
  private void reportErrors(byte[][] args, List<Object> replies) {
    if (replies.stream().noneMatch(reply -> new Reply((List<?>) reply).isError())) {
      return;
    }
    List<String> operations = ScriptArguments.operations(args);
    for (int i = 0; i < operations.size() && i < replies.size(); i++) {
      Reply reply = new Reply((List<?>) replies.get(i));
      if (reply.isError()) {
        watch.failed(partition, operations.get(i), reply.error());
      }
    }
  }
}
