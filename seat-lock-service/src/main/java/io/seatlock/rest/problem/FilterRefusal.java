package io.seatlock.rest.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** Answers the requests that a filter refuses with a problem with a fixed code, and counts them. */
public final class FilterRefusal {

  private final ProblemWriter problems;

  private final HttpStatus status;

  private final String code;

  private final Counter refusals;

  public FilterRefusal(ProblemWriter problems, MeterRegistry meters, HttpStatus status, String code) {
    this.problems = problems;
    this.status = status;
    this.code = code;
    this.refusals = meters.counter("seat.lock.web.refusals", "code", code);
  }

  /** Counts a refusal that is answered elsewhere. */
  public void count() {
    refusals.increment();
  }

  /** @param detail says to a person what is wrong and what to do */
  public void write(HttpServletRequest request, HttpServletResponse response, String detail, boolean retryable)
      throws IOException {
    count();
    problems.write(request, response, status, code, detail, retryable);
  }
}
