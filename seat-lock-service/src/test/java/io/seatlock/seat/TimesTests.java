package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTests {

  @ParameterizedTest
  @CsvSource({"2025-05-20T12:01:15Z, 2025-05-20T12:01:15.000Z", "2025-05-20T12:01:15.120Z, 2025-05-20T12:01:15.120Z",
      "2025-05-20T12:01:15.001999999Z, 2025-05-20T12:01:15.001Z", "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z"})
  void timesHaveThreeDecimalsAlsoAtAWholeSecond(Instant time, String text) {
    assertThat(Times.text(time)).isEqualTo(text);
    assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(time.toEpochMilli());
  }
}
