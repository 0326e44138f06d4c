package io.seatlock.store.plan;

import io.seatlock.store.TestRedis;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Before one of its calls the server loses what the call before it has changed, as in a fail-over. */
final class ForgettingCall implements GroupCommit.Call {

  private final Script script;

  private final TestRedis redis;

  private int left;

  private Snapshot before;

  ForgettingCall(Script script, TestRedis redis, int calls) {
    this.script = script;
    this.redis = redis;
    left = calls;
    before = Snapshot.of(redis);
  }

  boolean hasForgotten() {
    return left < 0;
  }

  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
    if (left-- == 0) {
      before.restore(redis);
    } else {
      before = Snapshot.of(redis);
    }
    return script.send(keys, args, replicated);
  }
}
