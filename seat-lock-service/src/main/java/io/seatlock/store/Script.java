package io.seatlock.store;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The state machine: the files of {@code /lua} joined into one script. Redis keeps it by its digest;
 * one that has forgotten it (a restart, a fail-over) gets the text once more.
 */
final class Script implements GroupCommit.Call {

  /** Definitions first, the dispatcher that uses them last. */
  static final List<String> FILES = List.of("common", "times", "reading", "changes", "answers", "lock", "unlock",
      "extend", "transfer", "finalize", "release", "expire", "look", "reject", "due", "barrier", "lease", "waits",
      "confirm", "backlog", "inspect", "probe", "identity", "beat", "dispatch");

  private static final Logger log = LoggerFactory.getLogger(Script.class);

  private final LettuceConnectionFactory connections;

  private final byte[] source;

  private final String digest;

  /** The partitions whose server does not answer, each by its first key. */
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  /** Whether others use the same connection. */
  private final boolean shared;

  private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> redis;

  /** Set before {@link #redis}, if that is a Cluster. */
  private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

  Script(LettuceConnectionFactory connections, String source) {
    this(connections, source, true);
  }

  /** Over a connection that nobody else uses. */
  static Script withOwnConnection(LettuceConnectionFactory connections) {
    return new Script(connections, source(), false);
  }

  private Script(LettuceConnectionFactory connections, String source, boolean shared) {
    this.connections = connections;
    this.shared = shared;
    this.source = source.getBytes(StandardCharsets.UTF_8);
    this.digest = sha1(this.source);
  }

  /** All files, joined. */
  static String source() {
    return FILES.stream().map(Script::read).collect(Collectors.joining("\n"));
  }

  /** To whichever server has the keys now. */
  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean promises) {
    try {
      return call(redis(), keys, args, (_, replies) -> replies);
    } catch (RuntimeException notConnected) {
      tell(keys, notConnected);
      return CompletableFuture.failedFuture(notConnected);
    }
  }

  /**
   * To the server that has the keys as far as is known, and to no other, so that what follows on its connection
   * is about the same server. If a Cluster has just moved the keys, the call fails and nothing is changed.
   *
   * @param following what is sent right behind the call
   */
  CompletableFuture<List<Object>> sendToOneServer(byte[][] keys, byte[][] args, Following following) {
    try {
      return serverOf(keys[0]).thenCompose(server -> call(server, keys, args, following)).toCompletableFuture();
    } catch (RuntimeException notConnected) {
      tell(keys, notConnected);
      return CompletableFuture.failedFuture(notConnected);
    }
  }

  private CompletableFuture<List<Object>> call(RedisClusterAsyncCommands<byte[], byte[]> server, byte[][] keys,
      byte[][] args, Following following) {
    CompletionStage<List<Object>> known = server.evalsha(digest, ScriptOutputType.MULTI, keys, args);
    return following.after(server, known).exceptionallyCompose(failure -> isForgotten(failure)
        ? following.after(server, server.eval(source, ScriptOutputType.MULTI, keys, args))
        : CompletableFuture.failedStage(failure)).whenComplete((_, failure) -> tell(keys, failure))
        .toCompletableFuture();
  }

  /** The id of the server that has a partition now; empty if there is only one, or if nobody knows. */
  String serverOf(Keys keys) {
    StatefulRedisClusterConnection<byte[], byte[]> nodes = cluster;
    RedisClusterNode node = nodes == null
        ? null
        : nodes.getPartitions().getMasterBySlot(SlotHash.getSlot(keys.deadlines()));
    return node == null ? "" : node.getNodeId();
  }

  private CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> serverOf(byte[] key) {
    RedisClusterAsyncCommands<byte[], byte[]> any = redis();
    StatefulRedisClusterConnection<byte[], byte[]> nodes = cluster;
    if (nodes == null) {
      return CompletableFuture.completedStage(any);
    }
    RedisClusterNode node = nodes.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
    if (node == null) {
      return CompletableFuture.failedStage(new IllegalStateException("no server has the slot of the keys"));
    }
    return nodes.getConnectionAsync(node.getNodeId()).thenApply(StatefulRedisConnection::async);
  }

  /** Connects before the first user waits for it; a Redis that is away now is found later. */
  void connectEarly() {
    try {
      redis();
    } catch (RuntimeException away) {
      log.debug("Redis is away at the start; the first call will tell", away);
    }
  }

  /**
   * One line when Redis stops answering, and one when it answers again; not one for each request. Of a
   * Cluster one server may be silent while others answer, so this is kept for each partition; a sweep
   * asks for each all the time.
   */
  private void tell(byte[][] keys, @Nullable Throwable failure) {
    boolean answers = failure == null || GroupCommit.causeOf(failure) instanceof NotReplicated
        || OtherStore.of(failure) != null;
    String partition = new String(keys[0], StandardCharsets.UTF_8);
    if (silent.contains(partition) == answers) {
      tellChange(partition, answers, failure);
    }
  }

  private synchronized void tellChange(String partition, boolean answers, @Nullable Throwable failure) {
    if (answers && silent.remove(partition) && silent.isEmpty()) {
      log.info("Redis answers again");
    } else if (!answers && silent.add(partition) && silent.size() == 1) {
      log.warn("Redis does not answer, so nothing is granted until it does: {}", String.valueOf(failure));
    }
  }

  /** One connection for all, or one to each server of a Cluster: opened once, reconnects by itself. */
  private RedisClusterAsyncCommands<byte[], byte[]> redis() {
    RedisClusterAsyncCommands<byte[], byte[]> known = redis;
    return known == null ? connect() : known;
  }

  @SuppressWarnings("unchecked")
  private synchronized RedisClusterAsyncCommands<byte[], byte[]> connect() {
    RedisClusterAsyncCommands<byte[], byte[]> known = redis;
    if (known == null && connections.getNativeClient() instanceof RedisClusterClient client) {
      cluster = client.connect(ByteArrayCodec.INSTANCE);
      known = cluster.async();
    } else if (known == null) {
      RedisConnection connection = connections.getConnection();
      if (!shared) {
        // Lends a connection of its own for as long as it is not closed.
        connection.openPipeline();
      }
      known = (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
    }
    redis = known;
    return known;
  }

  private static boolean isForgotten(Throwable failure) {
    return GroupCommit.causeOf(failure) instanceof RedisNoScriptException;
  }

  /** What is sent right behind a call, on the same connection, and waits for more than its replies. */
  @FunctionalInterface
  interface Following {

    CompletionStage<List<Object>> after(RedisClusterAsyncCommands<byte[], byte[]> server,
        CompletionStage<List<Object>> replies);
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
