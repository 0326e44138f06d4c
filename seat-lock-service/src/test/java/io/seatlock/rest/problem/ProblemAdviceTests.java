package io.seatlock.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatsUnavailable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller reads when the seats are unavailable: whether something may have been changed, and what to do. */
class ProblemAdviceTests {

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(SeatsUnavailable.busy("Too many requests are waiting"),
            "Too many requests are waiting. Nothing was locked; send the same request again."),
        Arguments.of(new SeatsUnavailable("no connection", null),
            "The seat store can't be reached at the moment. The request may or may not have been carried out; send the "
                + "same request again."),
        Arguments.of(SeatsUnavailable.untilConfirmed("it is empty"),
            "The seat store was emptied, was set back to an older state or belongs to another deployment, so all "
                + "requests are rejected until an operator has resolved that. Send the same request again later."));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void detailSaysWhetherSomethingMayHaveBeenChanged(SeatsUnavailable reason, String detail) {
    assertThat(new ProblemAdvice().unavailable(reason).getBody()).extracting("detail").isEqualTo(detail);
  }
}
