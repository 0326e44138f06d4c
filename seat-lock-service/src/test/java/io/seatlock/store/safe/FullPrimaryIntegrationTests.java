package io.seatlock.store.safe;

import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.TestPair;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Safe mode while the primary is full: the events go on, which makes room. */
class FullPrimaryIntegrationTests {

  @AutoClose
  private static final TestPair pair = TestPair.start();

  private SafeInstance instance;

  @BeforeEach
  void replicaFollowsAnEmptyPrimary() {
    pair.reset();
    instance = new SafeInstance(pair.address(), 1, Duration.ofSeconds(4));
  }

  @AfterEach
  void close() {
    pair.onPrimary().configSet("maxmemory", "0");
    instance.close();
  }

  @Test
  void replicaConfirmsWhatTheOutboxHolds() {
    instance.awaitConfirming();
    instance.seats().perform(lock("ann", Duration.ofMinutes(1), seat("A", 1)));
    pair.onPrimary().configSet("maxmemory", "1");
    try (SafeInstance later = new SafeInstance(pair.address(), 1, Duration.ofSeconds(4));
        Outbox.Reader reader = later.outbox("hall").reader()) {
      later.awaitConfirming();

      OutboxEntry last = reader.read(Outbox.START, 10, Duration.ofMillis(1)).getLast();
      assertThat(later.outbox("hall").isReplicated(last)).isTrue();
    }
  }
}
