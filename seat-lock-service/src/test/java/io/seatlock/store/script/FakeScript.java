package io.seatlock.store.script;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.redis.RedisTimeouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands where Redis would be: keeps what is sent, and answers when the test says so. */
public final class FakeScript implements GroupCommit.Call {

  /** @param commands what the call was to carry out, read as the dispatcher reads it */
  public record Sent(List<String> partitionKeys, List<ScriptCommand> commands, CompletableFuture<List<Object>> reply) {

    /** Each command is answered by its own place in the call. */
    public void answer() {
      List<Object> replies = new ArrayList<>();
      for (ScriptCommand command : commands) {
        replies.add(FakeScript.reply("DONE", 0L, command.operation()));
      }
      reply.complete(replies);
    }

    public void answer(Object... replies) {
      reply.complete(List.of(replies));
    }

    void fail(Throwable failure) {
      reply.completeExceptionally(failure);
    }
  }

  private static final int PARTITION_KEYS = 3;

  /** What stands before the first command. */
  public static final int GUARD_ARGS = 2;

  public final List<Sent> sent = new ArrayList<>();

  private @Nullable Function<ScriptCommand, List<Object>> answers;

  private @Nullable String refusal;

  /** From now on no change may be sent. */
  public void refuseChanges() {
    refusal = "No change now";
  }

  /** From now on each call is answered at once. */
  public void answerAlways(Function<ScriptCommand, List<Object>> answer) {
    answers = answer;
  }

  public static Partition partition(int number, int count, GroupCommit.Call script) {
    Keys keys = new Keys(number, count);
    return new Partition(number, keys, new ScriptCommands(keys, new LockLimits(null, null, null, null, 0)),
        commit(script, Duration.ofSeconds(5), keys));
  }

  public static GroupCommit commit(GroupCommit.Call script, Duration patience, Keys keys) {
    return commit(script, new RedisTimeouts(patience), keys);
  }

  public static GroupCommit commit(GroupCommit.Call script, RedisTimeouts timeouts, Keys keys) {
    return new GroupCommit(script, keys, ExpectedStore.NONE, timeouts, new SimpleMeterRegistry(), System::nanoTime);
  }

  public static ScriptCommand command(String name, int keys) {
    return new ScriptCommand(name, Collections.nCopies(keys, "key of " + name), List.of("argument of " + name));
  }

  public List<String> namesOfCall(int call) {
    return sent.get(call).commands().stream().map(ScriptCommand::operation).toList();
  }

  /** A reply as Lettuce would hand it over: numbers, bytes, lists. */
  public static List<Object> reply(Object... values) {
    return Arrays.stream(values)
        .map(value -> value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value)
        .toList();
  }

  /** So that what is asked in safe mode only is asked, too. */
  @Override
  public boolean replicates() {
    return true;
  }

  @Override
  public @Nullable String refusal(ScriptCommand command) {
    return command.mustReplicate() ? refusal : null;
  }

  @Override
  public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
    List<String> names = texts(keys);
    Sent call = new Sent(names.subList(0, PARTITION_KEYS), commands(names, texts(args)), new CompletableFuture<>());
    sent.add(call);
    if (answers != null) {
      call.reply().complete(List.copyOf(call.commands().stream().map(answers).toList()));
    }
    return call.reply();
  }

  private static List<ScriptCommand> commands(List<String> keys, List<String> args) {
    List<ScriptCommand> commands = new ArrayList<>();
    int key = PARTITION_KEYS;
    for (int arg = GUARD_ARGS; arg < args.size();) {
      int ofKeys = Integer.parseInt(args.get(arg + 1));
      int ofArgs = Integer.parseInt(args.get(arg + 2));
      commands.add(
          new ScriptCommand(args.get(arg), keys.subList(key, key + ofKeys), args.subList(arg + 3, arg + 3 + ofArgs)));
      key += ofKeys;
      arg += 3 + ofArgs;
    }
    return commands;
  }

  private static List<String> texts(byte[][] values) {
    return Arrays.stream(values).map(value -> new String(value, StandardCharsets.UTF_8)).toList();
  }
}
