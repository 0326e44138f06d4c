package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisTimeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How long a command waits for its turn. The clock stands still unless a test moves it. */
@SuppressWarnings("FutureReturnValueIgnored") // most commands are here only to fill a batch
class GroupCommitPatienceTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final FakeScript script = new FakeScript();

  private final AtomicLong nanoTime = new AtomicLong();

  private final GroupCommit commit = new GroupCommit(script, new Keys(0, 1), ExpectedStore.NONE,
      new RedisTimeouts(PATIENCE), new SimpleMeterRegistry(), nanoTime::get);

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  @Test
  void commandThatWaitedTooLongIsFailedUnsent() throws Exception {
    commit.submit(FakeScript.command("a", 1));
    CompletableFuture<Reply> late = commit.submit(FakeScript.command("b", 1));
    pass(MOMENT);
    CompletableFuture<Reply> inTime = commit.submit(FakeScript.command("c", 1));
    pass(PATIENCE);

    script.sent.get(0).answer();
    script.sent.get(1).answer();

    assertThat(script.namesOfCall(1)).containsExactly("c");
    assertThat(inTime.get().word()).isEqualTo("DONE");
    assertThatThrownBy(late::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(SeatsUnavailable.class);
  }

  /** Otherwise it would wait for one time-out here and for another one on its way. */
  @Test
  void commandWaitsHalfAsLongBehindACallThatFailed() throws Exception {
    commit.submit(FakeScript.command("a", 1));
    CompletableFuture<Reply> late = commit.submit(FakeScript.command("b", 1));
    pass(MOMENT);
    commit.submit(FakeScript.command("c", 1));
    pass(PATIENCE.dividedBy(2));

    script.sent.get(0).fail(new TimeoutException());

    assertThat(script.namesOfCall(1)).containsExactly("c");
    assertThat(late).isCompletedExceptionally();
  }

  @Test
  void commandWaitsAsLongAsEverBehindACallThatWasAnswered() throws Exception {
    assertWaitsAsLongAsEver(call -> call.answer());
  }

  /** Redis did answer; the replicas did not. */
  @Test
  void commandWaitsAsLongAsEverBehindACallThatNoReplicaHas() throws Exception {
    assertWaitsAsLongAsEver(call -> call.fail(new NotReplicated(List.of(FakeScript.reply("DONE", 0L)))));
  }

  private void assertWaitsAsLongAsEver(Consumer<FakeScript.Sent> end) {
    commit.submit(FakeScript.command("a", 1));
    script.sent.get(0).fail(new TimeoutException());
    commit.submit(FakeScript.command("b", 1));
    commit.submit(FakeScript.command("c", 1));
    pass(PATIENCE);

    end.accept(script.sent.get(1));

    assertThat(script.namesOfCall(2)).containsExactly("c");
  }

  @Test
  void afterAllHaveWaitedTooLongTheNextIsSentAtOnce() throws Exception {
    commit.submit(FakeScript.command("a", 1));
    commit.submit(FakeScript.command("b", 1));
    pass(PATIENCE.plus(MOMENT));
    script.sent.get(0).answer();
    assertThat(script.sent).hasSize(1);

    commit.submit(FakeScript.command("c", 1));

    assertThat(script.namesOfCall(1)).containsExactly("c");
  }
}
