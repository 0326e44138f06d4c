package io.seatlock.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.proof.Answer;
import org.junit.jupiter.api.Test;

/** What counts as refused while nothing was broken. */
class PulseTests {

  private static final Answer REFUSED = Answer.problem(503, "UNAVAILABLE");

  private final Pulse pulse = new Pulse();

  private void note(Answer answer, long sentAt) {
    pulse.note(answer, false, sentAt, sentAt + 412_000);
  }

  @Test
  void refusalOfACallThatWasSentMeanwhileCounts() {
    pulse.countRefusals();
    long sentAt = Micros.now();
    note(REFUSED, sentAt);
    note(Answer.done(), sentAt);

    assertThat(pulse.refusedInHealth())
        .containsExactly("sent " + Micros.text(sentAt) + ", refused after 412 ms");
    assertThat(pulse.callsInHealth()).isEqualTo(2);
  }

  @Test
  void callThatWasUnderWayWhenTheCountBeganDoesNot() {
    long sentAt = Micros.now() - 1;
    pulse.countRefusals();
    note(REFUSED, sentAt);

    assertThat(pulse.refusedInHealth()).isEmpty();
    assertThat(pulse.callsInHealth()).isZero();
  }

  @Test
  void callThatWasUnderWayWhenTheCountEndedDoesNot() {
    pulse.countRefusals();
    long sentAt = Micros.now();
    pulse.endCountOfRefusals();
    note(REFUSED, sentAt);

    assertThat(pulse.refusedInHealth()).isEmpty();
    assertThat(pulse.callsInHealth()).isZero();
  }

  @Test
  void countGoesOnAfterEachRepair() {
    pulse.countRefusals();
    note(REFUSED, Micros.now());
    pulse.endCountOfRefusals();
    pulse.countRefusals();
    note(REFUSED, Micros.now());

    assertThat(pulse.refusedInHealth()).hasSize(2);
    assertThat(pulse.refused()).isEqualTo(2);
  }
}
