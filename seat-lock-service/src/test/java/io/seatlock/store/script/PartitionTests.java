package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisException;
import io.seatlock.seat.SeatsUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a background loop may leave to the log line of the outage, and what it must log itself. */
class PartitionTests {

  private final FakeScript script = new FakeScript();

  private final Partition partition = FakeScript.partition(0, 1, script);

  private boolean isReported(Runnable call) {
    return catchThrowableOfType(SeatsUnavailable.class, call::run).isReported();
  }

  private boolean failingCallIsReported(Throwable failure) {
    return isReported(() -> partition.awaitReply(CompletableFuture.failedFuture(failure)));
  }

  private boolean refusedCommandIsReported(String words) {
    script.answerAlways(_ -> FakeScript.reply("ERROR", 0L, words));
    return isReported(() -> partition.call(FakeScript.command("due", 1)));
  }

  @Test
  void outageIsReportedByTheCall() {
    assertThat(failingCallIsReported(new RedisException("Currently not connected."))).isTrue();
    assertThat(failingCallIsReported(new NotReplicated(List.of()))).isTrue();
    assertThat(refusedCommandIsReported("OOM command not allowed when used memory > 'maxmemory'.")).isTrue();
  }

  @Test
  void whatOnlyThisCommandMetIsNotReported() {
    assertThat(failingCallIsReported(new IndexOutOfBoundsException("a reply is missing"))).isFalse();
    assertThat(failingCallIsReported(new SeatsUnavailable("Redis is slow; the command was not sent", null))).isFalse();
    assertThat(refusedCommandIsReported("user_script:1: attempt to index local 'a' (a nil value)")).isFalse();
  }
}
