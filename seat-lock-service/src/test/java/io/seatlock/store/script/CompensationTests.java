package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A call that was carried out, but that no replica has. */
@SuppressWarnings("FutureReturnValueIgnored") // some commands are here only to be sent
class CompensationTests {

  private final FakeScript script = new FakeScript();

  private final GroupCommit commit = FakeScript.commit(script, Duration.ofMinutes(1), new Keys(0, 1));

  private static ScriptCommand command(String name) {
    return new ScriptCommand(name, List.of("key of " + name), List.of("argument of " + name));
  }

  private static ScriptCommand grant(String name) {
    return command(name).asReplicated().withCompensation(_ -> command("undo " + name));
  }

  /** @param words of the replies */
  private void noReplicaHas(int call, String... words) {
    List<Object> replies = List.of(words).stream().<Object>map(word -> FakeScript.reply(word, 0L)).toList();
    script.sent.get(call).fail(new NotReplicated(replies));
  }

  private static void assertNotReplicated(CompletableFuture<Reply> reply) {
    assertThat(reply).isCompletedExceptionally();
    assertThatThrownBy(reply::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(NotReplicated.class);
  }

  @Test
  void grantIsTakenBackBeforeAnythingElseIsSentAndOnlyThenTold() {
    CompletableFuture<Reply> granted = commit.submit(grant("a"));
    commit.submit(command("next"));

    noReplicaHas(0, "DONE");

    assertThat(script.namesOfCall(1)).containsExactly("undo a");
    assertThat(script.sent).hasSize(2);
    assertThat(granted).isNotDone();

    script.sent.get(1).answer();

    assertNotReplicated(granted);
    assertThat(script.namesOfCall(2)).containsExactly("next");
  }

  @Test
  void grantThatCanNotBeTakenBackIsNotToldAsGranted() {
    CompletableFuture<Reply> granted = commit.submit(grant("a"));
    commit.submit(command("next"));
    noReplicaHas(0, "DONE");

    script.sent.get(1).fail(new IllegalStateException("cut"));

    assertNotReplicated(granted);
    assertThat(script.namesOfCall(2)).containsExactly("next");
  }

  @Test
  void onlyPromisesThatWereMadeAreTakenBack() throws Exception {
    commit.submit(command("opens the call"));
    CompletableFuture<Reply> granted = commit.submit(grant("a"));
    CompletableFuture<Reply> refused = commit.submit(grant("b"));
    CompletableFuture<Reply> sold = commit.submit(command("sale").asReplicated());
    CompletableFuture<Reply> looked = commit.submit(command("look"));
    script.sent.get(0).answer();

    noReplicaHas(1, "DONE", "REFUSED", "DONE", "DONE");

    assertThat(script.namesOfCall(2)).containsExactly("undo a");
    script.sent.get(2).answer();
    assertNotReplicated(granted);
    assertNotReplicated(sold);
    assertThat(refused.get().word()).isEqualTo("REFUSED");
    assertThat(looked.get().word()).isEqualTo("DONE");
  }

  /** Its answer is stored, and whoever reads the records goes on after it: a fail-over could lose the only answer. */
  @Test
  void refusalOfARecordIsNotToldEither() throws Exception {
    commit.submit(command("opens the call"));
    CompletableFuture<Reply> refused = commit.submit(grant("a").asAnswer());
    CompletableFuture<Reply> repeated = commit.submit(command("sale").asAnswer());
    CompletableFuture<Reply> failed = commit.submit(command("damaged").asAnswer());
    script.sent.get(0).answer();

    noReplicaHas(1, "REFUSED", "ANSWERED", "ERROR");

    assertNotReplicated(refused);
    assertNotReplicated(repeated);
    assertThat(failed.get().word()).isEqualTo("ERROR");
    assertThat(script.sent).hasSize(2);
  }

  @Test
  void nothingToTakeBackSendsNothing() {
    CompletableFuture<Reply> sold = commit.submit(command("sale").asReplicated());
    commit.submit(command("next"));

    noReplicaHas(0, "DONE");

    assertNotReplicated(sold);
    assertThat(script.namesOfCall(1)).containsExactly("next");
  }

  @Test
  void changeIsRefusedUnsentWhileNoReplicaConfirmsAndTheRestIsSent() {
    commit.submit(command("opens the call"));
    CompletableFuture<Reply> granted = commit.submit(grant("a"));
    CompletableFuture<Reply> sold = commit.submit(command("sale").asReplicated());
    commit.submit(command("look"));
    script.refuseChanges();

    script.sent.get(0).answer();

    assertThat(script.namesOfCall(1)).containsExactly("look");
    assertThatThrownBy(granted::get).hasCauseInstanceOf(SeatsUnavailable.class);
    assertThatThrownBy(sold::get).hasCauseInstanceOf(SeatsUnavailable.class);
  }

  @Test
  void grantOnItsWayIsTakenBackAlsoWhenChangesAreRefusedBehindIt() {
    CompletableFuture<Reply> granted = commit.submit(grant("a"));
    CompletableFuture<Reply> behind = commit.submit(grant("b"));
    script.refuseChanges();

    noReplicaHas(0, "DONE");

    assertThat(script.namesOfCall(1)).containsExactly("undo a");
    script.sent.get(1).answer();
    assertNotReplicated(granted);
    assertThat(script.sent).hasSize(2);
    assertThatThrownBy(behind::get).hasCauseInstanceOf(SeatsUnavailable.class);
  }
}
