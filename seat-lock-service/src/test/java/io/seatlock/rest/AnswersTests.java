package io.seatlock.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.rest.problem.Problems;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of answers at a whole second, which a running service meets once in a thousand times. */
class AnswersTests {

  private static final SeatId SEAT = new SeatId("1", "A", "12");

  private static final Instant WHOLE = Instant.parse("2025-05-20T12:01:15Z");

  /** No configuration that the scan of another test finds. */
  @ComponentScan("io.seatlock.rest.body")
  static class Bodies {}

  private final ApplicationContextRunner application = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class)).withUserConfiguration(Bodies.class);

  @Test
  void timesHaveThreeDecimalsInEveryAnswer() {
    SeatState state = new SeatState(SEAT, SeatState.Status.LOCKED, "ann", "5f", WHOLE, 1);
    Outcome.Done done = new Outcome.Done(WHOLE.minusSeconds(10), List.of(state));
    Outcome.Refused refused = new Outcome.Refused(WHOLE.minusSeconds(10),
        List.of(new Outcome.Conflict(SEAT, Refusal.SEAT_LOCKED, WHOLE)));
    application.run(context -> {
      JsonMapper json = context.getBean(JsonMapper.class);
      for (Object answer : List.of(LockAnswer.one(done), LockAnswer.list(done),
          SeatAnswer.of(state, WHOLE, Ownership.anyone()), requireNonNull(Problems.refused(refused, true).getBody()))) {
        assertThat(json.writeValueAsString(answer)).contains("\"expiresAt\":\"2025-05-20T12:01:15.000Z\"")
            .doesNotContain("15Z");
      }
    });
  }

  @Test
  void statusTellsTheWholeSecondsThatAreLeft() {
    SeatState locked = new SeatState(SEAT, SeatState.Status.LOCKED, "ann", "5f", WHOLE, 1);
    assertThat(SeatAnswer.of(locked, WHOLE.minusMillis(1999), Ownership.anyone()).expiresInSeconds()).isEqualTo(1);
    assertThat(SeatAnswer.of(locked, WHOLE.minusMillis(2000), Ownership.anyone()).expiresInSeconds()).isEqualTo(2);
    assertThat(SeatAnswer.of(locked, WHOLE.minusMillis(1), Ownership.anyone()).expiresInSeconds()).isZero();
    SeatState sold = new SeatState(SEAT, SeatState.Status.FINALIZED, "ann", "5f", null, 2);
    assertThat(SeatAnswer.of(sold, WHOLE, Ownership.anyone()).expiresInSeconds()).isNull();
  }
}
