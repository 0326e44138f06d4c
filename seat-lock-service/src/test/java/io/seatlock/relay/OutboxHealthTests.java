package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.script.FakeScript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class OutboxHealthTests {

  private final FakeScript first = new FakeScript();

  private final FakeScript second = new FakeScript();

  private final List<Outbox> outboxes = List.of(outbox(0, first), outbox(1, second));

  private final Backlogs backlogs = new Backlogs(outboxes);

  private final BlockedTopics topics = new BlockedTopics();

  private final OutboxHealth indicator = new OutboxHealth(outboxes, backlogs, topics);

  private static Outbox outbox(int number, FakeScript script) {
    return new Outbox(FakeScript.partition(number, 2, script), new LettuceConnectionFactory());
  }

  private void read(FakeScript script, Outbox outbox, long deadLetters) {
    script.answerAlways(_ -> FakeScript.reply("BACKLOG", 1_000L, 7L, 500L, deadLetters, "500-0"));
    backlogs.read(outbox);
  }

  private Health health() {
    return indicator.health();
  }

  @Test
  void askingForHealthDoesNotAskRedis() {
    read(first, outboxes.get(0), 0);
    read(second, outboxes.get(1), 3);

    assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health().getDetails()).containsEntry("deadLettersByPartition", Map.of(1, 3L));
    assertThat(first.sent).hasSize(1);
    assertThat(second.sent).hasSize(1);
  }

  @Test
  void partitionThatRedisDoesNotTellAboutIsNamed() {
    read(first, outboxes.get(0), 0);

    assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
    assertThat(health().getDetails()).extracting("error").asString().endsWith("partitions [1]");
  }

  @Test
  void whatIsKnownToBeBadIsNotHiddenByWhatIsNot() {
    read(first, outboxes.get(0), 2);

    assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health().getDetails()).containsEntry("deadLettersByPartition", Map.of(0, 2L)).containsKey("error");
  }

  @Test
  void allIsWellWithoutDeadLettersAndWaitingTopics() {
    read(first, outboxes.get(0), 0);
    read(second, outboxes.get(1), 0);
    assertThat(health().getStatus()).isEqualTo(Status.UP);

    topics.report(1, Map.of("seat.locked", "no right"));

    assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health().getDetails()).extracting("waitingTopics").asString().contains("no right");
  }
}
