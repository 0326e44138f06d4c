package io.seatlock.store.script;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.seatlock.store.redis.SharedConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The state machine: the files of {@code /lua}, joined into one script. It is called by its digest. If the server does
 * not know it (after a restart or a fail-over), the call is repeated with the text.
 */
public final class Script implements GroupCommit.Call {

  /** Defined by every call: functions that read arguments, times, seats and plans. */
  private static final List<String> READING = List.of("common", "times", "reading", "plans");

  /** Defined by every call: functions that change seats and answer, and the frequent operations, those on seats. */
  private static final List<String> CHANGING = List.of("changes", "answers", "records", "growth", "lock", "lockbest",
      "unlock", "extend", "transfer", "finalize", "release", "expire", "look");

  /** Defined only by a call that needs one of them, because each definition takes Redis some time. */
  private static final List<String> SELDOM = List.of("undo", "taken", "basket", "reject", "drafts", "draft", "attach",
      "fill", "seal", "misfits", "publish", "discard", "plan", "document", "occupancy", "due", "forget", "postpone",
      "barrier", "lease", "confirm", "waits", "deadletter", "backlog", "inspect", "inspectplan", "probe", "touch",
      "identity", "beat");

  /** In the order of the script: the dispatcher uses the definitions before it. */
  static final List<String> FILES = Stream.of(READING, CHANGING, SELDOM, List.of("dispatch"))
      .flatMap(List::stream).toList();

  private final SharedConnection connection;

  private final byte[] source;

  private final String digest;

  public Script(LettuceConnectionFactory connections, String source) {
    this(new SharedConnection(connections), source);
  }

  /** With a connection of its own. */
  public static Script withOwnConnection(SharedConnection connection) {
    return new Script(connection.own(), source());
  }

  public Script(SharedConnection connection, String source) {
    this.connection = connection;
    this.source = source.getBytes(StandardCharsets.UTF_8);
    this.digest = sha1(this.source);
  }

  /**
   * The text of the script. What changes seats is defined within a function of its own. There Lua finds a function of
   * the first files at once. Beside them it would search the list of all variables in use, for each use in a definition
   * (luaF_findupval in Lua 5.1). This saves a third of what a call costs before its first command. Lua allows
   * a function at most 60 variables from outside, so this one begins early.
   */
  public static String source() {
    return String.join("\n", joined(READING), "return (function()", joined(CHANGING), "local function define_others()",
        joined(SELDOM), "end", read("dispatch"), "end)()");
  }

  private static String joined(List<String> files) {
    return files.stream().map(Script::read).collect(Collectors.joining("\n"));
  }

  /** Sends the call to the server that currently has the keys. */
  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
    try {
      return call(connection.commands(), keys, args, (_, replies) -> replies);
    } catch (RuntimeException notConnected) {
      return CompletableFuture.failedFuture(notConnected);
    }
  }

  /**
   * Sends the call only to the server that has the keys according to the known topology, so that the following commands
   * on its connection reach the same server. If a Cluster has just moved the keys, the call fails and nothing is
   * changed.
   *
   * @param following sends further commands right after the call, on the same connection
   */
  public CompletableFuture<List<Object>> sendToOneServer(byte[][] keys, byte[][] args, Following following) {
    try {
      return serverOf(keys[0]).thenCompose(server -> call(server, keys, args, following)).toCompletableFuture();
    } catch (RuntimeException notConnected) {
      return CompletableFuture.failedFuture(notConnected);
    }
  }

  private CompletableFuture<List<Object>> call(RedisClusterAsyncCommands<byte[], byte[]> server, byte[][] keys,
      byte[][] args, Following following) {
    CompletionStage<List<Object>> known = server.evalsha(digest, ScriptOutputType.MULTI, keys, args);
    return following.after(server, known).exceptionallyCompose(failure -> isForgotten(failure)
        ? following.after(server, server.eval(source, ScriptOutputType.MULTI, keys, args))
        : CompletableFuture.failedStage(failure)).toCompletableFuture();
  }

  /**
   * The id of the server that has the keys of a partition; empty without a Cluster, or if the topology does not say it.
   */
  public String serverOf(Keys keys) {
    StatefulRedisClusterConnection<byte[], byte[]> nodes = connection.cluster();
    RedisClusterNode node = nodes == null
        ? null
        : nodes.getPartitions().getMasterBySlot(SlotHash.getSlot(keys.deadlines()));
    return node == null ? "" : node.getNodeId();
  }

  private CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> serverOf(byte[] key) {
    RedisClusterAsyncCommands<byte[], byte[]> any = connection.commands();
    StatefulRedisClusterConnection<byte[], byte[]> nodes = connection.cluster();
    if (nodes == null) {
      return CompletableFuture.completedStage(any);
    }
    RedisClusterNode node = nodes.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
    if (node == null) {
      return CompletableFuture.failedStage(new IllegalStateException("no server has the slot of the keys"));
    }
    return nodes.getConnectionAsync(node.getNodeId()).thenApply(StatefulRedisConnection::async);
  }

  private static boolean isForgotten(Throwable failure) {
    return GroupCommit.causeOf(failure) instanceof RedisNoScriptException;
  }

  /**
   * Sends further commands right after a call, on the same connection, without waiting for its reply.
   *
   * @see Script#sendToOneServer
   */
  @FunctionalInterface
  public interface Following {

    /**
     * @param replies the replies of the call, which are still to come
     * @return completes with the replies when the further commands have completed, too
     */
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
