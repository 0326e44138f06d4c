package io.seatlock.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The answer to a caller who asks too often. */
final class RateRefusal {

  private final ProblemWriter problems;

  private final Counter refusals;

  RateRefusal(ProblemWriter problems, MeterRegistry meters) {
    this.problems = problems;
    refusals = meters.counter("seat.lock.web.refusals", "code", "RATE_LIMITED");
  }

  /** One that was answered elsewhere. */
  void count() {
    refusals.increment();
  }

  static String retryAfter(Duration wait) {
    return String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  void write(HttpServletRequest request, HttpServletResponse response, String reason, Duration wait)
      throws IOException {
    count();
    response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter(wait));
    problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED",
        reason + " Nothing was changed; send the same request again after the seconds in Retry-After.", true);
  }
}
