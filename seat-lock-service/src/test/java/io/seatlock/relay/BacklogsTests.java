package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.script.FakeScript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class BacklogsTests {

  private final FakeScript script = new FakeScript();

  private final Outbox outbox = new Outbox(FakeScript.partition(0, 1, script), new LettuceConnectionFactory(),
      () -> true);

  private final Backlogs backlogs = new Backlogs(List.of(outbox));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private double length() {
    return registry.get("seat.lock.outbox.length").gauge().value();
  }

  @Test
  void scrapeDoesNotAskRedis() {
    new RelayMeters(registry).watch(outbox, backlogs);
    assertThat(length()).isNaN();
    script.answerAlways(_ -> FakeScript.reply("BACKLOG", 1_000L, 7L, 500L, 2L, "500-0"));
    backlogs.read(outbox);

    assertThat(length()).isEqualTo(7);
    assertThat(registry.get("seat.lock.outbox.dead").gauge().value()).isEqualTo(2);
    assertThat(length()).isEqualTo(7);
    assertThat(script.sent).hasSize(1);
  }

  @Test
  void outageLeavesAGap() {
    new RelayMeters(registry).watch(outbox, backlogs);
    script.answerAlways(_ -> FakeScript.reply("BACKLOG", 1_000L, 7L, 500L, 2L, "500-0"));
    backlogs.read(outbox);
    script.answerAlways(_ -> FakeScript.reply("ERROR", 1_000L, "OOM command not allowed", ""));

    backlogs.read(outbox);

    assertThat(length()).isNaN();
  }
}
