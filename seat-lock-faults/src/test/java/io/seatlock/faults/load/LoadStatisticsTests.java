package io.seatlock.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Times;
import org.junit.jupiter.api.Test;

/** Which refusals count as refusals in a period without faults. */
class LoadStatisticsTests {

  private static final Answer REFUSED = Answer.problem(503, "UNAVAILABLE");

  private final LoadStatistics statistics = new LoadStatistics();

  private void note(Answer answer, long sentAt) {
    statistics.note(answer, false, sentAt, sentAt + 412_000);
  }

  @Test
  void refusalOfACallThatWasSentInThePeriodCounts() {
    statistics.startHealthyPeriod();
    long sentAt = Times.now();
    note(REFUSED, sentAt);
    note(Answer.done(), sentAt);

    assertThat(statistics.refusalsWhileHealthy())
        .containsExactly("sent " + Times.text(sentAt) + ", refused after 412 ms");
    assertThat(statistics.callsWhileHealthy()).isEqualTo(2);
  }

  @Test
  void callUnderWayAtTheBeginDoesNotCount() {
    long sentAt = Times.now() - 1;
    statistics.startHealthyPeriod();
    note(REFUSED, sentAt);

    assertThat(statistics.refusalsWhileHealthy()).isEmpty();
    assertThat(statistics.callsWhileHealthy()).isZero();
  }

  @Test
  void callUnderWayAtTheEndDoesNotCount() {
    statistics.startHealthyPeriod();
    long sentAt = Times.now();
    statistics.endHealthyPeriod();
    note(REFUSED, sentAt);

    assertThat(statistics.refusalsWhileHealthy()).isEmpty();
    assertThat(statistics.callsWhileHealthy()).isZero();
  }

  @Test
  void refusalsOfAllPeriodsAreCounted() {
    statistics.startHealthyPeriod();
    note(REFUSED, Times.now());
    statistics.endHealthyPeriod();
    statistics.startHealthyPeriod();
    note(REFUSED, Times.now());

    assertThat(statistics.refusalsWhileHealthy()).hasSize(2);
    assertThat(statistics.refused()).isEqualTo(2);
  }
}
