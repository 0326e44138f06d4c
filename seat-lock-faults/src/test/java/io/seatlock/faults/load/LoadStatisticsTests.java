package io.seatlock.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Times;
import org.junit.jupiter.api.Test;

/** What counts as refused while nothing was broken. */
class LoadStatisticsTests {

  private static final Answer REFUSED = Answer.problem(503, "UNAVAILABLE");

  private final LoadStatistics statistics = new LoadStatistics();

  private void note(Answer answer, long sentAt) {
    statistics.note(answer, false, sentAt, sentAt + 412_000);
  }

  @Test
  void refusalOfACallThatWasSentMeanwhileCounts() {
    statistics.countRefusals();
    long sentAt = Times.now();
    note(REFUSED, sentAt);
    note(Answer.done(), sentAt);

    assertThat(statistics.refusedInHealth())
        .containsExactly("sent " + Times.text(sentAt) + ", refused after 412 ms");
    assertThat(statistics.callsInHealth()).isEqualTo(2);
  }

  @Test
  void callThatWasUnderWayWhenTheCountBeganDoesNot() {
    long sentAt = Times.now() - 1;
    statistics.countRefusals();
    note(REFUSED, sentAt);

    assertThat(statistics.refusedInHealth()).isEmpty();
    assertThat(statistics.callsInHealth()).isZero();
  }

  @Test
  void callThatWasUnderWayWhenTheCountEndedDoesNot() {
    statistics.countRefusals();
    long sentAt = Times.now();
    statistics.endCountOfRefusals();
    note(REFUSED, sentAt);

    assertThat(statistics.refusedInHealth()).isEmpty();
    assertThat(statistics.callsInHealth()).isZero();
  }

  @Test
  void countGoesOnAfterEachRepair() {
    statistics.countRefusals();
    note(REFUSED, Times.now());
    statistics.endCountOfRefusals();
    statistics.countRefusals();
    note(REFUSED, Times.now());

    assertThat(statistics.refusedInHealth()).hasSize(2);
    assertThat(statistics.refused()).isEqualTo(2);
  }
}
