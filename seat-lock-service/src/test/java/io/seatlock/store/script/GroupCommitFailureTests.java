package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.noop.NoopDistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisTimeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever fails around a call, its commands are completed and those behind it are sent. */
@SuppressWarnings("FutureReturnValueIgnored") // some commands are here only to be sent
class GroupCommitFailureTests {

  private static final Keys KEYS = new Keys(0, 1);

  private static final RedisTimeouts PATIENT = new RedisTimeouts(Duration.ofMinutes(1));

  /** Lettuce itself would fail a command after this time. It is longer than a test takes for a step. */
  private static final RedisTimeouts SHORT = new RedisTimeouts(Duration.ofMillis(250));

  private final FakeScript script = new FakeScript();

  private GroupCommit commit(GroupCommit.Call call, RedisTimeouts timeouts) {
    return new GroupCommit(call, KEYS, ExpectedStore.NONE, timeouts, new SimpleMeterRegistry(), System::nanoTime);
  }

  private static ScriptCommand command(String name) {
    return FakeScript.command(name, 1);
  }

  @Test
  void meterThatThrowsHoldsUpNobody() throws Exception {
    GroupCommit commit = new GroupCommit(script, KEYS, ExpectedStore.NONE, PATIENT, new ThrowingMeters(),
        System::nanoTime);
    CompletableFuture<Reply> first = commit.submit(command("a"));
    commit.submit(command("b"));

    script.sent.getFirst().answer();

    assertThat(first.get(10, TimeUnit.SECONDS).word()).isEqualTo("DONE");
    assertThat(script.namesOfCall(1)).containsExactly("b");
  }

  @Test
  void callThatEndsInAnErrorFailsItsCommandsAndHoldsUpNobody() {
    GroupCommit commit = commit((keys, args, replicated) -> {
      if (script.sent.isEmpty()) {
        script.send(keys, args, replicated);
        throw new StackOverflowError();
      }
      return script.send(keys, args, replicated);
    }, PATIENT);

    assertThat(commit.submit(command("a"))).isCompletedExceptionally();
    commit.submit(command("b"));

    assertThat(script.namesOfCall(1)).containsExactly("b");
  }

  @Test
  void commandWithoutAReplyFailsAndTheOthersAreAnswered() throws Exception {
    GroupCommit commit = commit(script, PATIENT);
    commit.submit(command("first"));
    CompletableFuture<Reply> answered = commit.submit(command("a"));
    CompletableFuture<Reply> forgotten = commit.submit(command("b"));
    script.sent.get(0).answer();
    CompletableFuture<Reply> next = commit.submit(command("next"));

    script.sent.get(1).answer(FakeScript.reply("DONE", 0L));
    script.sent.get(2).answer();

    assertThat(answered.get(10, TimeUnit.SECONDS).word()).isEqualTo("DONE");
    assertThat(forgotten).isCompletedExceptionally();
    assertThat(next.get(10, TimeUnit.SECONDS).word()).isEqualTo("DONE");
  }

  @Test
  void compensationThatThrowsHoldsUpNobody() {
    GroupCommit commit = commit(script, PATIENT);
    CompletableFuture<Reply> granted = commit.submit(command("a").asReplicated().withCompensation(_ -> {
      throw new IllegalStateException("no compensation");
    }));
    commit.submit(command("next"));

    script.sent.getFirst().fail(new NotReplicated(List.of(FakeScript.reply("DONE", 0L))));

    assertThatThrownBy(() -> granted.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NotReplicated.class);
    assertThat(script.namesOfCall(1)).containsExactly("next");
  }

  @Test
  void whetherReplicasConfirmIsUnknownSoChangesAreRefusedAndOthersAreSent() {
    GroupCommit commit = commit(new GroupCommit.Call() {
      @Override
      public CompletableFuture<List<Object>> send(byte[][] keys, byte[][] args, boolean replicated) {
        return script.send(keys, args, replicated);
      }

      @Override
      public @Nullable String refusal(ScriptCommand command) {
        if (command.mustReplicate()) {
          throw new IllegalStateException("unknown");
        }
        return null;
      }
    }, PATIENT);

    assertThat(commit.submit(command("change").asReplicated())).isCompletedExceptionally();
    commit.submit(command("look"));

    assertThat(script.namesOfCall(0)).containsExactly("look");
  }

  @Test
  void callThatNeverEndsIsGivenUpAndTheNextIsSent() {
    CompletableFuture<List<Object>> never = new CompletableFuture<>();
    GroupCommit commit = commit((keys, args, replicated) -> {
      var sent = script.send(keys, args, replicated);
      return script.sent.size() == 1 ? never : sent;
    }, SHORT);

    CompletableFuture<Reply> lost = commit.submit(command("a"));

    assertThat(lost).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TimeoutException.class);
    commit.submit(command("b"));
    assertThat(script.namesOfCall(1)).containsExactly("b");
  }

  /** Nobody waits without end: the wait itself has no limit. */
  @Test
  void commandBehindCallsThatNeverEndIsCompletedToo() {
    GroupCommit commit = commit((_, _, _) -> new CompletableFuture<>(), SHORT);
    CompletableFuture<Reply> _ = commit.submit(command("a"));

    CompletableFuture<Reply> behind = commit.submit(command("b"));

    assertThat(behind).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(SeatsUnavailable.class);
  }

  @Test
  void compensationThatNeverEndsIsGivenUp() {
    CompletableFuture<List<Object>> never = new CompletableFuture<>();
    GroupCommit commit = commit((keys, args, replicated) -> {
      var sent = script.send(keys, args, replicated);
      return script.sent.size() == 1 ? sent : never;
    }, SHORT);
    CompletableFuture<Reply> granted = commit
        .submit(command("a").asReplicated().withCompensation(_ -> command("undo")));

    script.sent.getFirst().fail(new NotReplicated(List.of(FakeScript.reply("DONE", 0L))));

    assertThat(granted).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(NotReplicated.class);
  }

  /** As after a lost connection. Each command has as many seats as one call may have. */
  @Test
  void manyQueuedCallsThatFailAtOnceDoNotOverflowTheStack() {
    List<CompletableFuture<List<Object>>> calls = new ArrayList<>();
    GroupCommit commit = commit((_, _, _) -> {
      calls.add(calls.isEmpty()
          ? new CompletableFuture<>()
          : CompletableFuture.failedFuture(new IllegalStateException("not connected")));
      return calls.getLast();
    }, PATIENT);
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      all.add(commit.submit(FakeScript.command("a", 300)));
    }

    calls.getFirst().complete(List.of(FakeScript.reply("DONE", 0L)));

    assertThat(calls).hasSize(all.size());
    assertThat(all.subList(1, all.size())).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  private static final class ThrowingMeters extends SimpleMeterRegistry {

    @Override
    protected DistributionSummary newDistributionSummary(Meter.Id id, DistributionStatisticConfig config,
        double scale) {
      return new NoopDistributionSummary(id) {
        @Override
        public void record(double amount) {
          throw new IllegalStateException("no meter");
        }
      };
    }
  }
}
