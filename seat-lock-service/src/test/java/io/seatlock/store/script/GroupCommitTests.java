package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.SeatsUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // most commands are here only to fill a batch
class GroupCommitTests {

  private final FakeScript script = new FakeScript();

  private final GroupCommit commit = FakeScript.commit(script, Duration.ofMinutes(1), new Keys(0, 1));

  private final Partition partition = FakeScript.partition(0, 1, script);

  private CompletableFuture<Reply> submit(String name) {
    return commit.submit(FakeScript.command(name, 2));
  }

  @Test
  void loneCommandWaitsForNobody() {
    submit("a");

    assertThat(script.sent).singleElement()
        .satisfies(call -> assertThat(call.commands()).containsExactly(FakeScript.command("a", 2)));
  }

  @Test
  void callThatThrowsFailsItsCommandsAndHoldsUpNobody() {
    AtomicBoolean broken = new AtomicBoolean(true);
    GroupCommit throwing = FakeScript.commit((keys, args, replicated) -> {
      if (broken.get()) {
        throw new IllegalStateException("no call");
      }
      return script.send(keys, args, replicated);
    }, Duration.ofMinutes(1), new Keys(0, 1));

    CompletableFuture<Reply> failed = throwing.submit(FakeScript.command("a", 2));
    broken.set(false);
    throwing.submit(FakeScript.command("b", 2));

    assertThat(failed).isCompletedExceptionally();
    assertThat(script.namesOfCall(0)).containsExactly("b");
  }

  @Test
  void everyCallBeginsWithThePartitionsOwnKeys() {
    submit("a");

    assertThat(script.sent.getFirst().partitionKeys()).containsExactly("seat-deadlines", "seat-outbox",
        "seat-identity");
  }

  @Test
  void commandsThatArriveMeanwhileTravelTogetherInTheirOrder() {
    submit("a");
    submit("b");
    commit.submit(FakeScript.command("c", 0));
    submit("d");
    assertThat(script.sent).hasSize(1);

    script.sent.getFirst().answer();

    assertThat(script.sent).hasSize(2);
    assertThat(script.sent.get(1).commands()).containsExactly(FakeScript.command("b", 2), FakeScript.command("c", 0),
        FakeScript.command("d", 2));
  }

  @Test
  void nextLoneCommandIsSentAtOnceAgain() {
    submit("a");
    script.sent.get(0).answer();
    submit("b");

    assertThat(script.namesOfCall(1)).containsExactly("b");
  }

  @Test
  void eachCommandGetsItsOwnAnswer() throws Exception {
    submit("first");
    List<CompletableFuture<Reply>> replies = Stream.of("a", "b", "c").map(this::submit).toList();
    script.sent.get(0).answer();
    assertThat(replies).noneMatch(CompletableFuture::isDone);

    script.sent.get(1).answer();

    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).get().texts(2)).containsExactly("abc".substring(i, i + 1));
    }
  }

  @Test
  void noCallHasMoreThan128Commands() {
    IntStream.range(0, 301).forEach(i -> submit(String.valueOf(i)));
    for (int call = 0; call < 3; call++) {
      script.sent.get(call).answer();
    }

    assertThat(script.sent).extracting(call -> call.commands().size()).containsExactly(1, 128, 128, 44);
    assertThat(IntStream.range(0, 4).boxed().flatMap(call -> script.namesOfCall(call).stream()))
        .containsExactlyElementsOf(IntStream.range(0, 301).mapToObj(String::valueOf).toList());
  }

  @Test
  void largeGroupsMakeSmallCalls() {
    submit("first");
    IntStream.range(0, 20).forEach(_ -> commit.submit(FakeScript.command("group", 51)));
    for (int call = 0; call < 4; call++) {
      script.sent.get(call).answer();
    }

    assertThat(script.sent).extracting(call -> call.commands().size()).containsExactly(1, 6, 6, 6, 2);
  }

  @Test
  void failedCallFailsExactlyItsCommands() throws Exception {
    CompletableFuture<Reply> a = submit("a");
    CompletableFuture<Reply> b = submit("b");
    CompletableFuture<Reply> c = submit("c");
    script.sent.get(0).answer();
    CompletableFuture<Reply> d = submit("d");

    script.sent.get(1).fail(new IllegalStateException("cut"));
    script.sent.get(2).answer();

    assertThat(a.get().word()).isEqualTo("DONE");
    assertThat(d.get().word()).isEqualTo("DONE");
    for (CompletableFuture<Reply> failed : List.of(b, c)) {
      assertThatThrownBy(() -> partition.await(failed)).isInstanceOf(SeatsUnavailable.class)
          .hasRootCauseMessage("cut");
    }
  }

  @Test
  void commandThatFailsInTheScriptFailsAlone() throws Exception {
    submit("first");
    CompletableFuture<Reply> a = submit("a");
    CompletableFuture<Reply> b = submit("b");
    script.sent.get(0).answer();
    script.sent.get(1).answer(FakeScript.reply("ERROR", 0L, "WRONGTYPE"), FakeScript.reply("DONE", 0L));

    assertThatThrownBy(() -> partition.await(a)).isInstanceOf(CommandFailed.class).hasMessageContaining("WRONGTYPE");
    assertThat(partition.await(b).word()).isEqualTo("DONE");
  }

  @Test
  void crowdThatMeetsADeadRedisIsRefusedAtOnce() {
    List<CompletableFuture<Reply>> crowd = new ArrayList<>();
    CompletableFuture<List<Object>> slow = new CompletableFuture<>();
    GroupCommit dead = FakeScript.commit((_, _, _) -> crowd.size() < 2
        ? slow
        : CompletableFuture.failedFuture(new IllegalStateException("not connected")), Duration.ofMinutes(1),
        new Keys(0, 1));
    IntStream.range(0, 50_000).forEach(_ -> crowd.add(dead.submit(FakeScript.command("a", 2))));

    slow.completeExceptionally(new IllegalStateException("cut"));

    assertThat(crowd).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void commandsOfOneThreadAreSentInItsOrderAndAllAreAnswered() throws Exception {
    int threads = 8;
    int each = 2000;
    Map<String, Integer> next = new HashMap<>();
    try (ExecutorService redis = Executors.newSingleThreadExecutor();
        ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      GroupCommit shared = FakeScript.commit(
          (_, args, _) -> CompletableFuture.supplyAsync(() -> inOrder(args, next), redis),
          Duration.ofMinutes(1), new Keys(0, 1));
      for (int thread = 0; thread < threads; thread++) {
        String name = "thread " + thread;
        users.execute(() -> IntStream.range(0, each)
            .mapToObj(i -> shared.submit(new ScriptCommand(name, List.of(), List.of(String.valueOf(i))))).toList()
            .forEach(CompletableFuture::join));
      }
    }
    assertThat(next).hasSize(threads).allSatisfy((_, count) -> assertThat(count).isEqualTo(each));
  }

  private static List<Object> inOrder(byte[][] args, Map<String, Integer> next) {
    List<Object> replies = new ArrayList<>();
    for (int i = FakeScript.GUARD_ARGS; i < args.length; i += 4) {
      String name = new String(args[i], StandardCharsets.UTF_8);
      int number = Integer.parseInt(new String(args[i + 3], StandardCharsets.UTF_8));
      assertThat(next.merge(name, 1, Integer::sum)).isEqualTo(number + 1);
      replies.add(FakeScript.reply("DONE", 0L));
    }
    return replies;
  }
}
