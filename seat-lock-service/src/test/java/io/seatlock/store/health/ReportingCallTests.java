package io.seatlock.store.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.LuaHeader;
import io.seatlock.store.script.NotReplicated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored") // what is reported is looked at, not what is returned
class ReportingCallTests {

  private static final List<Object> DONE = FakeScript.reply("DONE", 0L);

  private static final List<Object> FULL = FakeScript.reply("ERROR", 0L, "OOM command not allowed");

  private static final List<Object> FORBIDDEN = FakeScript.reply("ERROR", 0L, "NOPERM no permissions");

  private static final byte[][] NO_KEYS = {};

  /** Two commands, one with arguments of its own. */
  private static final byte[][] ARGS = Stream.of("epoch", "0", "lease", "0", "1", "me", "lock", "0", "0")
      .map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  private final StoreStatus status = new StoreStatus(1);

  private final RedisWatch watch = new RedisWatch(status, () -> null, () -> 0L);

  private CompletableFuture<List<Object>> send(CompletableFuture<List<Object>> answer) {
    return new ReportingCall((_, _, _) -> answer, 0, watch).send(NO_KEYS, ARGS, true);
  }

  @Test
  void errorOfEachCommandIsReportedUnderItsOwnName() {
    send(CompletableFuture.completedFuture(List.of(FORBIDDEN, DONE)));
    assertThat(status.reasons()).isEmpty();

    send(CompletableFuture.completedFuture(List.of(DONE, FORBIDDEN)));
    assertThat(status.reasons()).singleElement().asString().contains("NOPERM");
  }

  @Test
  void replyToWhatTheSafeModeAddsIsNoCommandsReply() {
    List<Object> replies = List.of(DONE, FULL, FakeScript.reply("BARRIER", 0L));

    assertThat(send(CompletableFuture.completedFuture(replies)).join()).isSameAs(replies);
    assertThat(status.reasons()).singleElement().asString().contains("OOM");
  }

  @Test
  void callWithoutReplicasIsNoFailureOfRedisButItsErrorsAre() {
    assertThat(send(CompletableFuture.failedFuture(new NotReplicated(List.of(DONE, DONE))))).isCompletedExceptionally();
    assertThat(status.reasons()).isEmpty();

    send(CompletableFuture.failedFuture(new NotReplicated(List.of(DONE, FULL))));
    assertThat(status.reasons()).hasSize(1);
  }

  @Test
  void callThatNeverEndsIsReportedWhenItIsGivenUp() {
    Keys keys = new Keys(0, 1);
    GroupCommit.Call silent = new ReportingCall((_, _, _) -> new CompletableFuture<>(), 0, watch);
    RedisTimeouts timeouts = new RedisTimeouts(Duration.ofMillis(250));

    assertThat(FakeScript.commit(silent, timeouts, keys).submit(FakeScript.command("lock", 1)))
        .failsWithin(Duration.ofSeconds(10));

    assertThat(status.reasons()).containsExactly("Redis does not answer: no reply within 1000 ms");
  }

  /** A new operation that announces something must not be forgotten. */
  @Test
  void whatWritesAnEventIsAChange() {
    assertThat(LuaHeader.operations())
        .allSatisfy(header -> assertThat(FakeScript.command(header.operation(), 1).changesSeats())
            .as(header.operation()).isEqualTo(!header.event().startsWith("none")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "unlock", "extend", "transfer", "finalize", "release", "expire", "reject"})
  void changeIsHeldBackWhileARightIsMissing(String change) {
    ReportingCall call = new ReportingCall((_, _, _) -> new CompletableFuture<>(), 0, watch);
    assertThat(call.refusal(FakeScript.command(change, 1))).isNull();

    watch.probeFoundForbidden(0, List.of("HSET seat-probe"));

    assertThat(call.refusal(FakeScript.command(change, 1))).contains("HSET");
    assertThat(call.refusal(FakeScript.command("look", 1))).isNull();
    assertThat(call.refusal(FakeScript.command("confirm", 1))).isNull();
  }

  @Test
  void anotherStoreIsReportedByThoseWhoKnowWhichItShouldBe() {
    send(CompletableFuture.failedFuture(new RedisCommandExecutionException("OTHERSTORE its epoch is missing")));
    assertThat(status.reasons()).isEmpty();

    send(CompletableFuture.failedFuture(new RedisCommandExecutionException("LOADING Redis is loading")));
    assertThat(status.reasons()).singleElement().asString().contains("LOADING");
  }
}
