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

/** Creates the answers to failed requests: RFC 9457 {@code application/problem+json} with a stable code. */
public final class Problems {

  private Problems() {}

  /** One seat for which a command over a list of seats was refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Conflict(String row, String seat, Refusal code, @Nullable Instant expiresAt) {

    static Conflict of(Outcome.Conflict conflict) {
      return new Conflict(conflict.seat().row(), conflict.seat().seat(), conflict.code(), conflict.expiresAt());
    }
  }

  /** @param list whether the caller named a list of seats and so gets the list of conflicts */
  public static ResponseEntity<ProblemDetail> refused(Outcome.Refused refused, boolean list) {
    Outcome.Conflict mostSevere = refused.mostSevere();
    ProblemDetail problem = problem(status(mostSevere.code()), mostSevere.code().name(), mostSevere.code().detail(),
        mostSevere.code().retryable());
    HttpHeaders headers = new HttpHeaders();
    if (mostSevere.expiresAt() != null) {
      problem.setProperty("expiresAt", mostSevere.expiresAt());
    }
    if (mostSevere.expiresAt() != null && mostSevere.code().retryable()) {
      headers.set(HttpHeaders.RETRY_AFTER, secondsUntil(mostSevere.expiresAt(), refused.at()));
    }
    if (mostSevere.code() == Refusal.ORPHAN_SEAT) {
      problem.setProperty("orphan", SeatName.of(mostSevere.seat()));
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

  /** Rounded up, since a request a moment too early would be refused again. */
  private static String secondsUntil(Instant then, Instant now) {
    return String.valueOf(Duration.between(now, then).plusMillis(999).toSeconds());
  }
}
