package io.seatlock.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.script.FakeScript;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An instance that may reach another deployment's Kafka does not even ask for the lease. */
class OutboxGateTests {

  @Test
  void leaseIsTakenOnlyByAnInstanceOfTheRightKafka() {
    FakeScript script = new FakeScript();
    script.answerAlways(_ -> FakeScript.reply("LEASE", 0L, 1L));
    AtomicBoolean isBound = new AtomicBoolean();
    Outbox outbox = new Outbox(FakeScript.partition(0, 1, script), new LettuceConnectionFactory(), isBound::get);

    assertThat(outbox.lease("me", Duration.ofSeconds(3), false)).isFalse();
    assertThat(script.sent).isEmpty();

    isBound.set(true);
    assertThat(outbox.lease("me", Duration.ofSeconds(3), false)).isTrue();
  }
}
