package io.seatlock.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.rest.problem.FilterRefusal;
import io.seatlock.rest.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Answers a call above a rate limit with 429 {@code RATE_LIMITED}. */
final class RateRefusal {

  private final FilterRefusal refusal;

  RateRefusal(ProblemWriter problems, MeterRegistry meters) {
    refusal = new FilterRefusal(problems, meters, HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED");
  }

  /** Counts a refusal that was answered elsewhere. */
  void count() {
    refusal.count();
  }

  static String retryAfter(Duration wait) {
    return String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  void write(HttpServletRequest request, HttpServletResponse response, String reason, Duration wait)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter(wait));
    refusal.write(request, response,
        reason + " Nothing was changed; send the same request again after the seconds in Retry-After.", true);
  }
}
