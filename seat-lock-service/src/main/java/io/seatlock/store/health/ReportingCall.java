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

  /** For the case that Lettuce does not fail a command after its time-out. */
  @Override
  public void givenUp(TimeoutException silence) {
    watch.failed(partition, silence);
  }

  @Override
  public boolean replicates() {
    return call.replicates();
  }

  /** Rejects changes while a right is missing: they would be written in part, because a script can't be rolled back. */
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

  /**
   * Reports the error replies. In safe mode the last reply is that of the barrier, which belongs to no command of a
   * caller.
   */
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
