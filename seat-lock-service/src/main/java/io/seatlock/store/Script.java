package io.seatlock.store;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The state machine: the files of {@code /lua} joined into one script. Redis keeps it by its digest;
 * one that has forgotten it (a restart, a fail-over) gets the text once more.
 */
final class Script {

  /** Definitions first, the dispatcher that uses them last. */
  static final List<String> FILES = List.of("common", "lock", "unlock", "extend", "finalize", "release", "expire",
      "look", "reject", "due", "lease", "confirm", "backlog", "inspect", "probe", "dispatch");

  private static final Logger log = LoggerFactory.getLogger(Script.class);

  private final RedisConnectionFactory connections;

  private final byte[] source;

  private final String digest;

  private final AtomicBoolean answering = new AtomicBoolean(true);

  private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> redis;

  Script(RedisConnectionFactory connections, String source) {
    this.connections = connections;
    this.source = source.getBytes(StandardCharsets.UTF_8);
    this.digest = sha1(this.source);
  }

  /** All files, joined. */
  static String source() {
    return FILES.stream().map(Script::read).collect(Collectors.joining("\n"));
  }

  /** Sends one call; completes with one reply for each command, or exceptionally if Redis did not answer in time. */
  CompletableFuture<List<Object>> call(byte[][] keys, byte[][] args) {
    try {
      RedisClusterAsyncCommands<byte[], byte[]> commands = redis();
      CompletionStage<List<Object>> reply = commands.evalsha(digest, ScriptOutputType.MULTI, keys, args);
      return reply.exceptionallyCompose(failure -> isForgotten(failure)
          ? commands.eval(source, ScriptOutputType.MULTI, keys, args)
          : CompletableFuture.failedStage(failure)).whenComplete(this::tell).toCompletableFuture();
    } catch (RuntimeException notConnected) {
      tell(null, notConnected);
      return CompletableFuture.failedFuture(notConnected);
    }
  }

  /** Connects before the first user waits for it; a Redis that is away now is found later. */
  void connectEarly() {
    try {
      redis();
    } catch (RuntimeException away) {
      tell(null, away);
    }
  }

  /** One line when Redis stops answering, and one when it answers again; not one for each request. */
  private void tell(@Nullable Object reply, @Nullable Throwable failure) {
    boolean answers = failure == null;
    if (answering.getAndSet(answers) == answers) {
      return;
    }
    if (failure == null) {
      log.info("Redis answers again");
    } else {
      log.warn("Redis does not answer, so nothing is granted until it does: {}", failure.toString());
    }
  }

  /** Lettuce's shared connection: opened once, reconnects by itself. */
  @SuppressWarnings("unchecked")
  private RedisClusterAsyncCommands<byte[], byte[]> redis() {
    RedisClusterAsyncCommands<byte[], byte[]> known = redis;
    if (known == null) {
      known = (RedisClusterAsyncCommands<byte[], byte[]>) connections.getConnection().getNativeConnection();
      redis = known;
    }
    return known;
  }

  private static boolean isForgotten(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisNoScriptException;
  }

  private static String read(String name) {
    try {
      return new ClassPathResource("lua/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
