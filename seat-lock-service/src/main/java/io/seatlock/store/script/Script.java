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
 * The state machine: the files of {@code /lua} joined into one script. Redis keeps it by its digest;
 * one that has forgotten it (a restart, a fail-over) gets the text once more.
 */
public final class Script implements GroupCommit.Call {

  /** What every call defines: the language that the operations are written in, and those that change seats. */
  private static final List<String> ALWAYS = List.of("common", "times", "reading", "plans", "changes", "answers",
      "records", "growth", "lock", "lockbest", "unlock", "extend", "transfer", "finalize", "release", "expire", "look");

  /** What is defined only in a call that needs one of them: to define a function takes Redis about half a microsecond. */
  private static final List<String> SELDOM = List.of("taken", "basket", "reject", "drafts", "draft", "attach", "fill",
      "seal", "misfits", "publish", "discard", "plan", "document", "occupancy", "due", "forget", "postpone", "barrier",
      "lease", "confirm", "waits", "deadletter", "backlog", "inspect", "inspectplan", "probe", "touch", "identity",
      "beat");

  /** Definitions first, the dispatcher that uses them last. */
  static final List<String> FILES = Stream.of(ALWAYS, SELDOM, List.of("dispatch")).flatMap(List::stream).toList();

  private final SharedConnection connection;

  private final byte[] source;

  private final String digest;

  public Script(LettuceConnectionFactory connections, String source) {
    this(new SharedConnection(connections), source);
  }

  /** Over a connection that nobody else uses. */
  public static Script withOwnConnection(SharedConnection connection) {
    return new Script(connection.own(), source());
  }

  public Script(SharedConnection connection, String source) {
    this.connection = connection;
    this.source = source.getBytes(StandardCharsets.UTF_8);
    this.digest = sha1(this.source);
  }

  /** All files, joined. */
  public static String source() {
    return String.join("\n", joined(ALWAYS), "local function define_others()", joined(SELDOM), "end", read("dispatch"));
  }

  private static String joined(List<String> files) {
    return files.stream().map(Script::read).collect(Collectors.joining("\n"));
  }

  /** Sends the call to the server that has the keys now. */
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
   * @param following what is sent right behind the call
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

  /** The id of the server that has a partition now; empty if there is only one, or if nobody knows. */
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

  /** What is sent right behind a call, on the same connection, and waits for more than its replies. */
  @FunctionalInterface
  public interface Following {

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
