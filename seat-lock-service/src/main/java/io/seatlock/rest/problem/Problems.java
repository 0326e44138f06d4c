package io.seatlock.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seatlock.payload.SeatName;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Everything that isn't a success, as RFC 9457 {@code application/problem+json} with a stable code. */
public final class Problems {

  private Problems() {}

  /** One seat that stands in a group's way. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Conflict(String row, String seat, Refusal code, @Nullable Instant expiresAt) {

    static Conflict of(Outcome.Conflict conflict) {
      return new Conflict(conflict.seat().row(), conflict.seat().seat(), conflict.code(), conflict.expiresAt());
    }
  }

  /** @param list whether the caller named a list of seats and so gets the list of conflicts */
  public static ResponseEntity<ProblemDetail> refused(Outcome.Refused refused, boolean list) {
    Outcome.Conflict gravest = refused.gravest();
    ProblemDetail problem = problem(status(gravest.code()), gravest.code().name(), gravest.code().detail(),
        gravest.code().retryable());
    HttpHeaders headers = new HttpHeaders();
    if (gravest.expiresAt() != null) {
      problem.setProperty("expiresAt", gravest.expiresAt());
    }
    if (gravest.expiresAt() != null && gravest.code().retryable()) {
      headers.set(HttpHeaders.RETRY_AFTER, secondsUntil(gravest.expiresAt(), refused.at()));
    }
    if (gravest.code() == Refusal.ORPHAN_SEAT) {
      problem.setProperty("orphan", SeatName.of(gravest.seat()));
    }
    if (list) {
      problem.setProperty("conflicts", refused.conflicts().stream().map(Conflict::of).toList());
    }
    return response(problem, headers);
  }

  public static ProblemDetail problem(HttpStatusCode status, String code, String detail, boolean retryable) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    problem.setProperty("retryable", retryable);
    return problem;
  }

  public static ResponseEntity<ProblemDetail> response(ProblemDetail problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.getStatus()).headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }

  private static HttpStatus status(Refusal code) {
    return switch (code) {
      case SEAT_UNKNOWN, NOT_LOCKED, NOT_FINALIZED -> HttpStatus.NOT_FOUND;
      case NOT_THE_HOLDER -> HttpStatus.FORBIDDEN;
      case SEAT_DAMAGED -> HttpStatus.SERVICE_UNAVAILABLE;
      case LOCK_EXPIRED, SEAT_LOCKED, SEAT_FINALIZED, ALREADY_YOURS, SEAT_LIMIT_REACHED, LOCK_PAUSED,
          STORAGE_LIMIT_REACHED, ORPHAN_SEAT,
          REQUEST_TOO_OLD, REQUEST_FROM_FUTURE ->
        HttpStatus.CONFLICT;
    };
  }

  /** Rounded up: asking a moment early would only be refused again. */
  private static String secondsUntil(Instant then, Instant now) {
    return String.valueOf(Duration.between(now, then).plusMillis(999).toSeconds());
  }
}
