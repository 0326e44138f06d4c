package io.seatlock.store.safe;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.NotReplicated;
import io.seatlock.store.script.Script;
import io.seatlock.store.settings.DurabilitySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Sends calls of one partition in safe mode and checks whether enough replicas have their changes.
 *
 * <p>{@code WAIT} covers only this connection's writes. After a fail-over the connection may lead to another server,
 * whose {@code WAIT} says nothing about the change. So each call writes a mark after its changes, and a {@code GET} of
 * the mark after {@code WAIT} shows that the server has them: it is either the same server, or the replica that
 * received them and took over.
 *
 * <p>Each writer has its own key for the mark. Otherwise another writer could overwrite the mark between {@code WAIT}
 * and {@code GET}. A writer must send one call at a time, on a connection of its own, because {@code WAIT} blocks all
 * later commands on the connection.
 */
final class Barrier {

  /**
   * Expiry of a mark, by Redis' clock. It is longer than any call may take. The keys of stopped instances are removed
   * by it.
   */
  private static final Duration MARK_LASTS = Duration.ofMinutes(1);

  private final Script script;

  private final byte[] key;

  private final DurabilitySettings settings;

  private final AtomicLong marks = new AtomicLong();

  Barrier(Script script, Keys keys, DurabilitySettings settings) {
    this.script = script;
    this.key = bytes(keys.barrier(UUID.randomUUID().toString()));
    this.settings = settings;
  }

  /**
   * Completes with one reply for each command and one for the mark; exceptionally with {@link NotReplicated} if the
   * changes were made, but too few replicas are known to have them.
   */
  CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args) {
    byte[] mark = bytes(String.valueOf(marks.incrementAndGet()));
    byte[][] allArgs = append(args, bytes("barrier"), bytes("1"), bytes("2"), mark,
        bytes(String.valueOf(MARK_LASTS.toMillis())));
    return script.sendToOneServer(append(keys, key), allArgs, (redis, replies) -> confirm(redis, replies, mark));
  }

  /** Sends {@code WAIT} and {@code GET} right after the call, on the same connection, without waiting for its reply. */
  private CompletionStage<List<Object>> confirm(RedisClusterAsyncCommands<byte[], byte[]> redis,
      CompletionStage<List<Object>> replies, byte[] mark) {
    CompletionStage<Long> replicas = redis.waitForReplication(settings.replicas(), settings.timeout().toMillis());
    CompletionStage<byte[]> seen = redis.get(key);
    CompletionStage<Boolean> replicated = replicas
        .thenCombine(seen, (count, there) -> count >= settings.replicas() && Arrays.equals(there, mark))
        .exceptionally(_ -> false);
    return replies.thenCombine(replicated, Barrier::confirmed);
  }

  private static List<Object> confirmed(List<Object> replies, boolean replicated) {
    if (!replicated) {
      throw new NotReplicated(replies);
    }
    return replies;
  }

  private static byte[][] append(byte[][] some, byte[]... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
