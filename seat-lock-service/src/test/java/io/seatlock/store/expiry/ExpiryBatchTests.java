package io.seatlock.store.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Reply;
import io.seatlock.store.script.ScriptCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a burst of deadlines does to Redis and to the commands of others. */
class ExpiryBatchTests {

  private static final int BURST = 1000;

  private final FakeScript script = new FakeScript();

  /** Those that the test has not answered yet. */
  private final BlockingQueue<FakeScript.Sent> calls = new LinkedBlockingQueue<>();

  private final Partition partition = FakeScript.partition(0, 1, (keys, args, promises) -> {
    CompletableFuture<List<Object>> reply = script.send(keys, args, promises);
    calls.add(script.sent.getLast());
    return reply;
  });

  /** Venue by venue, seat by seat. */
  private static List<String> burst(String... venues) {
    return IntStream.range(0, BURST).mapToObj(i -> venues[i % venues.length] + ":A:" + i).toList();
  }

  private static int seats(FakeScript.Sent call) {
    return call.commands().stream().filter(command -> command.operation().equals("expire"))
        .mapToInt(command -> lockKeys(command).size()).sum();
  }

  /** Behind the seats hash and the plan. */
  private static List<String> lockKeys(ScriptCommand command) {
    return command.keys().subList(2, command.keys().size());
  }

  private FakeScript.Sent nextCall() throws InterruptedException {
    FakeScript.Sent call = calls.poll(10, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    return call;
  }

  private static void awaitThatItWaits(Thread sweep) {
    await().atMost(Duration.ofSeconds(10)).until(() -> sweep.getState() == Thread.State.WAITING);
  }

  @Test
  void commandOfABuyerWaitsForTheCallUnderWayAndNoMore() throws Exception {
    Thread sweep = Thread.ofVirtual().start(() -> ExpiryBatch.of(partition, burst("hall")));
    int seats = 0;
    while (seats < BURST) {
      FakeScript.Sent underWay = nextCall();
      seats += seats(underWay);
      if (seats < BURST) {
        awaitThatItWaits(sweep);
        CompletableFuture<Reply> buyer = partition.commit().submit(FakeScript.command("lock", 2));

        underWay.answer();
        FakeScript.Sent next = nextCall();
        next.answer();

        assertThat(next.commands()).extracting(ScriptCommand::operation).contains("lock");
        assertThat(buyer).isCompletedWithValueMatching(Reply::isDone);
        assertThat(seats(underWay) + seats(next)).isLessThanOrEqualTo(ExpiryBatch.MAX_SEATS_IN_FLIGHT);
        seats += seats(next);
      } else {
        underWay.answer();
      }
    }
    assertThat(sweep.join(Duration.ofSeconds(10))).isTrue();
    assertThat(seats).isEqualTo(BURST);
  }

  @Test
  void seatsOfAVenueShareCommandsInTheirOrder() {
    script.answerAlways(_ -> FakeScript.reply("DONE", 0L));

    ExpiryBatch.of(partition, burst("hall", "arena"));

    List<ScriptCommand> commands = script.sent.stream().flatMap(call -> call.commands().stream()).toList();
    assertThat(commands).hasSize(2 * 8).allSatisfy(command -> {
      assertThat(lockKeys(command)).hasSizeLessThanOrEqualTo(ExpiryBatch.MAX_SEATS_PER_COMMAND)
          .allMatch(key -> key.startsWith(command.keys().getFirst().replace("seats:", "seatlock:") + ":"));
    });
    assertThat(commands.stream().flatMap(command -> lockKeys(command).stream()))
        .filteredOn(key -> key.startsWith("seatlock:hall")).containsExactlyElementsOf(
            burst("hall", "arena").stream().filter(name -> name.startsWith("hall")).map(name -> "seatlock:" + name)
                .toList())
        .hasSize(BURST / 2);
  }

  @Test
  void redisThatDoesNotAnswerIsNotAskedForTheWholeBurst() {
    Partition away = FakeScript.partition(0, 1, (keys, args, promises) -> {
      var _ = script.send(keys, args, promises);
      return CompletableFuture.failedFuture(new IllegalStateException("cut"));
    });

    assertThatThrownBy(() -> ExpiryBatch.of(away, burst("hall"))).isInstanceOf(SeatsUnavailable.class);
    assertThat(script.sent.stream().mapToInt(ExpiryBatchTests::seats).sum()).isEqualTo(ExpiryBatch.MAX_SEATS_IN_FLIGHT);
  }
}
