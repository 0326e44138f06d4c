package io.seatlock.rest;

import io.seatlock.best.BestAnswer;
import io.seatlock.best.BestLocks;
import io.seatlock.best.choice.Alternatives;
import io.seatlock.plan.NoPlan;
import io.seatlock.rest.problem.Problems;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatState;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST endpoint that locks the best available seats. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class BestController {

  private final BestLocks best;

  private final LockLimits limits;

  BestController(BestLocks best, LockLimits limits) {
    this.best = best;
    this.limits = limits;
  }

  @PostMapping("/locks/best")
  ResponseEntity<?> lock(@RequestBody BestLockRequest request, Ownership ownership) {
    return answer(best.lock(request.of(limits, ownership)), ownership);
  }

  private static ResponseEntity<?> answer(BestAnswer answer, Ownership ownership) {
    return switch (answer) {
      case BestAnswer.Locked(Outcome.Done done) -> {
        ownership.note(lockOf(done));
        LockAnswer locked = LockAnswer.list(done);
        yield ResponseEntity.ok(ownership.getsLockId() ? locked : locked.withoutLockId());
      }
      case BestAnswer.Refused(Outcome.Refused refused) -> Problems.refused(refused, false);
      case BestAnswer.NoSeats(Alternatives possible, boolean retryable) -> noSeats(possible, retryable);
      case BestAnswer.NoPlan _ -> throw new NoPlan();
    };
  }

  private static ResponseEntity<ProblemDetail> noSeats(Alternatives possible, boolean retryable) {
    ProblemDetail problem = Problems.problem(HttpStatus.CONFLICT, "NO_SEATS",
        "No such seats are free. The field possible says what is: ask for fewer seats, for seats that are not "
            + "side by side (adjacent: false), or for another category or section.",
        retryable);
    problem.setProperty("possible", possible);
    return Problems.response(problem, HttpHeaders.EMPTY);
  }

  /** The lock for the audit log, as if the caller had named the seats. */
  private static SeatCommand.Lock lockOf(Outcome.Done done) {
    SeatState first = done.seats().getFirst();
    return new SeatCommand.Lock(new SeatGroup(done.seats().stream().map(SeatState::seat).toList(), true),
        first.userId(), Duration.between(done.at(), Objects.requireNonNull(first.expiresAt())),
        Objects.requireNonNull(first.lockId()), null);
  }
}
