package io.seatlock.store.health;

import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Reply;
import io.seatlock.store.script.ScriptArguments;
import io.seatlock.store.script.ScriptCommand;
import io.seatlock.store.script.UnexpectedStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean promises) {
    return call.send(keys, args, promises).whenComplete((replies, failure) -> report(args, replies, failure));
  }

  @Override
  public boolean replicates() {
    return call.replicates();
  }

  /** With a missing right a change would be written in part, since a script can't roll back. */
  @Override
  public @Nullable String refusal(ScriptCommand frame) {
    String missingRight = frame.changesSeats() ? watch.missingRight(partition) : null;
    return missingRight == null ? call.refusal(frame) : missingRight;
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

  /** In safe mode there is one more reply, that of the barrier, which has no frame among the arguments. */
  private void reportErrors(byte[][] args, List<Object> replies) {
    int arg = ScriptArguments.FIRST_FRAME;
    for (int i = 0; i < replies.size() && arg < args.length; i++) {
      Reply reply = new Reply((List<?>) replies.get(i));
      if (reply.isError()) {
        watch.failed(partition, text(args[arg]), reply.error());
      }
      arg += 3 + Integer.parseInt(text(args[arg + 2]));
    }
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
