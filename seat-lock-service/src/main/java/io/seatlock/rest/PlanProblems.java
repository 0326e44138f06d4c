package io.seatlock.rest;

import io.seatlock.plan.layout.PlanMistake;
import io.seatlock.rest.PlanBody.PlanTooLarge;
import io.seatlock.rest.problem.Problems;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The problems with which a plan is refused. */
final class PlanProblems {

  private PlanProblems() {}

  /** A seat that is held or sold. */
  record UsedSeat(String row, String seat) {

    /**
     * Splits the name of a hash field at its underscore. Rows and seats contain none; a field that was written by hand
     * may lack it.
     */
    static UsedSeat of(String field) {
      int sign = field.indexOf('_');
      return sign < 0 ? new UsedSeat(field, "") : new UsedSeat(field.substring(0, sign), field.substring(sign + 1));
    }
  }

  static ResponseEntity<ProblemDetail> invalid(List<PlanMistake> mistakes) {
    ProblemDetail problem = Problems.problem(HttpStatus.BAD_REQUEST, "INVALID_PLAN",
        "The plan has mistakes, so nothing was changed. The field errors lists them with JSON pointers; correct "
            + "them and send the plan again.",
        false);
    problem.setProperty("errors", mistakes);
    return Problems.response(problem, HttpHeaders.EMPTY);
  }

  static ResponseEntity<ProblemDetail> tooLarge(PlanTooLarge tooLarge) {
    return Problems.response(Problems.problem(HttpStatus.CONTENT_TOO_LARGE, "REQUEST_TOO_LARGE",
        "The plan is over " + tooLarge.getMessage() + " (seat-lock.plans.max-size); send a smaller one.", false),
        HttpHeaders.EMPTY);
  }

  static ResponseEntity<ProblemDetail> inUse(List<String> fields) {
    ProblemDetail problem = Problems.problem(HttpStatus.CONFLICT, "PLAN_IN_USE",
        "The plan lacks seats that are held or sold, so nothing was changed. The field seats lists up to 50 of "
            + "them; add them to the plan, or unlock or release them first.",
        false);
    problem.setProperty("seats", fields.stream().map(UsedSeat::of).toList());
    return Problems.response(problem, HttpHeaders.EMPTY);
  }
}
