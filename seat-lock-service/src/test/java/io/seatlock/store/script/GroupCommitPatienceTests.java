package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How long a command waits for its turn. */
@SuppressWarnings("FutureReturnValueIgnored") // most commands are here only to fill a batch
class GroupCommitPatienceTests {

  private static final Duration SHORT = Duration.ofMillis(500);

  private static final Duration BEYOND_SHORT = SHORT.plusMillis(50);

  private final FakeScript script = new FakeScript();

  /** On a slow machine a command may have waited for too long that should have been sent. Then the test can't judge. */
  private static void assumeFast(long since, Duration patience) {
    assumeTrue(System.nanoTime() - since < patience.toNanos(), "the machine was too slow");
  }

  @Test
  void commandThatWaitedTooLongIsFailedUnsent() throws Exception {
    GroupCommit impatient = FakeScript.commit(script, SHORT, new Keys(0, 1));
    impatient.submit(FakeScript.command("a", 1));
    CompletableFuture<Reply> late = impatient.submit(FakeScript.command("b", 1));
    Thread.sleep(BEYOND_SHORT);
    long since = System.nanoTime();
    CompletableFuture<Reply> fresh = impatient.submit(FakeScript.command("c", 1));

    script.sent.get(0).answer();
    assumeFast(since, SHORT);
    script.sent.get(1).answer();

    assertThat(script.namesOfCall(1)).containsExactly("c");
    assertThat(fresh.get().word()).isEqualTo("DONE");
    assertThatThrownBy(late::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(SeatsUnavailable.class);
  }

  /** Otherwise it would wait for one time-out here and for another one on its way. */
  @Test
  void commandWaitsHalfAsLongBehindACallThatFailed() throws Exception {
    GroupCommit patient = FakeScript.commit(script, Duration.ofSeconds(60), new Keys(0, 1));
    GroupCommit impatient = FakeScript.commit(script, Duration.ofSeconds(2), new Keys(0, 1));
    for (GroupCommit each : List.of(patient, impatient)) {
      each.submit(FakeScript.command("a", 1));
      each.submit(FakeScript.command("b", 1));
    }
    Thread.sleep(1100);

    script.sent.get(0).fail(new TimeoutException());
    script.sent.get(1).fail(new TimeoutException());

    assertThat(script.sent).hasSize(3);
    assertThat(script.namesOfCall(2)).containsExactly("b");
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

  private void assertWaitsAsLongAsEver(Consumer<FakeScript.Sent> end) throws Exception {
    Duration patience = Duration.ofSeconds(2);
    GroupCommit commit = FakeScript.commit(script, patience, new Keys(0, 1));
    commit.submit(FakeScript.command("a", 1));
    script.sent.get(0).fail(new TimeoutException());
    long since = System.nanoTime();
    commit.submit(FakeScript.command("b", 1));
    commit.submit(FakeScript.command("c", 1));
    Thread.sleep(1100);

    end.accept(script.sent.get(1));
    assumeFast(since, patience);

    assertThat(script.namesOfCall(2)).containsExactly("c");
  }

  @Test
  void afterAllHaveWaitedTooLongTheNextIsSentAtOnce() throws Exception {
    GroupCommit impatient = FakeScript.commit(script, SHORT, new Keys(0, 1));
    impatient.submit(FakeScript.command("a", 1));
    impatient.submit(FakeScript.command("b", 1));
    Thread.sleep(BEYOND_SHORT);
    script.sent.get(0).answer();
    assertThat(script.sent).hasSize(1);

    impatient.submit(FakeScript.command("c", 1));

    assertThat(script.namesOfCall(1)).containsExactly("c");
  }
}
