package io.seatlock.store;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The safe mode: a change counts when {@code WAIT} says that enough replicas have it.
 *
 * <p>WAIT speaks of what its own connection wrote to the server at its other end. If that became another server
 * in between, its word is worth nothing. So the call leaves a mark (the barrier) behind its changes, and a look
 * at the mark after WAIT tells whether the server that answers has them: either it is the same one, or it is the
 * replica that had got them and took over.
 */
final class ReplicatedScript implements GroupCommit.Call {

  private static final Logger log = LoggerFactory.getLogger(ReplicatedScript.class);

  private final Script script;

  private final byte[] barrier;

  private final DurabilitySettings settings;

  private final String instance = UUID.randomUUID().toString();

  private final AtomicLong marks = new AtomicLong();

  private final AtomicBoolean replicating = new AtomicBoolean(true);

  ReplicatedScript(Script script, Keys keys, DurabilitySettings settings) {
    this.script = script;
    this.barrier = bytes(keys.barrier());
    this.settings = settings;
  }

  /** Completes exceptionally with {@link NotReplicated} if the changes were made but may not survive. */
  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean promises) {
    if (!promises) {
      return script.send(keys, args, false);
    }
    byte[] mark = bytes(instance + "/" + marks.incrementAndGet());
    byte[][] allArgs = append(args, bytes("barrier"), bytes("1"), bytes("1"), mark);
    return script.sendToOneServer(append(keys, barrier), allArgs, (redis, replies) -> confirm(redis, replies, mark));
  }

  @Override
  public boolean replicates() {
    return true;
  }

  /** Asked in one go with the call itself, on the same connection. */
  private CompletionStage<List<Object>> confirm(RedisClusterAsyncCommands<byte[], byte[]> redis,
      CompletionStage<List<Object>> replies, byte[] mark) {
    CompletionStage<Long> replicas = redis.waitForReplication(settings.replicas(), settings.timeout().toMillis());
    CompletionStage<byte[]> seen = redis.get(barrier);
    CompletionStage<Boolean> safe = replicas
        .thenCombine(seen, (count, there) -> count >= settings.replicas() && Arrays.equals(there, mark))
        .exceptionally(_ -> false);
    return replies.thenCombine(safe, this::promised);
  }

  private List<Object> promised(List<Object> replies, boolean safe) {
    tell(safe);
    if (!safe) {
      throw new NotReplicated(replies);
    }
    return replies;
  }

  private void tell(boolean safe) {
    if (replicating.getAndSet(safe) == safe) {
      return;
    }
    if (safe) {
      log.info("Replicas of Redis confirm changes again");
    } else {
      log.warn("Fewer than {} replicas of Redis confirm changes within {} ms; new locks are taken back and answered by"
          + " 503 until they do", settings.replicas(), settings.timeout().toMillis());
    }
  }

  private static byte[][] append(byte[][] some, byte[]... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
