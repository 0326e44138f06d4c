package io.seatlock.store.plan;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An instance that dies after so many calls. */
final class StoppingCall implements GroupCommit.Call {

  private final Script script;

  private int left;

  StoppingCall(Script script, int calls) {
    this.script = script;
    left = calls;
  }

  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
    return left-- > 0
        ? script.send(keys, args, replicated)
        : CompletableFuture.failedFuture(new SeatsUnavailable("dead", null));
  }
}
