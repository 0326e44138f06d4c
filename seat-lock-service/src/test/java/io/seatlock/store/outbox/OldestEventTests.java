package io.seatlock.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OldestEventTests {

  private final OldestEvent oldest = new OldestEvent();

  private Duration age(String id, int byItsId, int secondsOfThisJvm) {
    return oldest.age(id, Duration.ofSeconds(byItsId), Duration.ofSeconds(secondsOfThisJvm).toNanos());
  }

  @Test
  void idTellsItAtFirstSight() {
    assertThat(age("1-0", 30, 100)).hasSeconds(30);
  }

  @Test
  void eventIsWatchedThoughTheClockOfItsIdWasSetBack() {
    age("9999-0", 0, 100);

    assertThat(age("9999-0", 0, 145)).hasSeconds(45);
    assertThat(age("9999-1", 0, 150)).isZero();
  }

  @Test
  void withoutEventsThereIsNoAge() {
    age("", 0, 100);

    assertThat(age("", 0, 200)).isZero();
  }
}
