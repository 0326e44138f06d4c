package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private final FakeScript script = new FakeScript();

  @Test
  void commandThatWaitedTooLongIsFailedUnsent() throws Exception {
    GroupCommit impatient = FakeScript.commit(script, Duration.ofMillis(10), new Keys(0, 1));
    impatient.submit(FakeScript.command("a", 1));
    CompletableFuture<Reply> late = impatient.submit(FakeScript.command("b", 1));
    Thread.sleep(15);
    CompletableFuture<Reply> fresh = impatient.submit(FakeScript.command("c", 1));

    script.sent.get(0).answer();
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
    GroupCommit commit = FakeScript.commit(script, Duration.ofSeconds(2), new Keys(0, 1));
    commit.submit(FakeScript.command("a", 1));
    script.sent.get(0).fail(new TimeoutException());
    commit.submit(FakeScript.command("b", 1));
    commit.submit(FakeScript.command("c", 1));
    Thread.sleep(1100);

    end.accept(script.sent.get(1));

    assertThat(script.namesOfCall(2)).containsExactly("c");
  }

  @Test
  void afterAllHaveWaitedTooLongTheNextIsSentAtOnce() throws Exception {
    GroupCommit impatient = FakeScript.commit(script, Duration.ofMillis(10), new Keys(0, 1));
    impatient.submit(FakeScript.command("a", 1));
    impatient.submit(FakeScript.command("b", 1));
    Thread.sleep(15);
    script.sent.get(0).answer();
    assertThat(script.sent).hasSize(1);

    impatient.submit(FakeScript.command("c", 1));

    assertThat(script.namesOfCall(1)).containsExactly("c");
  }
}
