package io.seatlock.rest;

import io.seatlock.payload.LockRequest;
import io.seatlock.rest.problem.Problems;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST endpoints for seats. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class SeatsController {

  private final Seats seats;

  private final LockLimits limits;

  SeatsController(Seats seats, LockLimits limits) {
    this.seats = seats;
    this.limits = limits;
  }

  @PostMapping("/locks")
  ResponseEntity<?> lock(@RequestBody LockRequest request, Ownership ownership) {
    return lockOrExtend(request.forUser(ownership.user(request.userId())).command(limits, null), ownership);
  }

  @PatchMapping("/locks")
  ResponseEntity<?> extend(@RequestBody ExtendRequest request, Ownership ownership) {
    return lockOrExtend(request.command(limits, ownership), ownership);
  }

  /** Proxies may drop the body of a DELETE, so the fields may come as query parameters instead. */
  @DeleteMapping(path = "/locks", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> unlock(@RequestBody(required = false) @Nullable HolderRequest body,
      @RequestParam(required = false) @Nullable String venueId, @RequestParam(required = false) @Nullable String row,
      @RequestParam(required = false) @Nullable String seat, @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String lockId, Ownership ownership) {
    HolderRequest query = new HolderRequest(venueId, row, seat, null, userId, lockId);
    if (body != null && !query.equals(HolderRequest.NOTHING)) {
      throw new InvalidRequest("venueId",
          "and the other fields must be either in the body or in the query, not in both");
    }
    HolderRequest request = body == null ? query : body;
    return perform(new SeatCommand.Unlock(request.group(), request.proof(ownership)), ownership,
        _ -> new StatusAnswer("UNLOCKED"));
  }

  @GetMapping("/seats/status")
  ResponseEntity<?> status(@RequestParam(required = false) @Nullable String venueId,
      @RequestParam(required = false) @Nullable String row, @RequestParam(required = false) @Nullable String seat,
      Ownership ownership) {
    SeatGroup group = SeatGroup.of(new SeatId(venueId, row, seat));
    return perform(new SeatCommand.Look(group), ownership,
        done -> SeatAnswer.of(done.seats().getFirst(), done.at(), ownership));
  }

  @PostMapping("/seats/finalize")
  ResponseEntity<?> finalizeSeats(@RequestBody HolderRequest request, Ownership ownership) {
    return perform(new SeatCommand.Finalize(request.group(), request.proof(ownership), null), ownership,
        _ -> new StatusAnswer("FINALIZED"));
  }

  @PostMapping("/seats/release")
  ResponseEntity<?> release(@RequestBody HolderRequest request, Ownership ownership) {
    return perform(new SeatCommand.Release(request.group(), request.proof(ownership)), ownership,
        _ -> new StatusAnswer("AVAILABLE"));
  }

  private ResponseEntity<?> lockOrExtend(SeatCommand.OfGroup command, Ownership ownership) {
    return perform(command, ownership, done -> {
      LockAnswer answer = command.group().list() ? LockAnswer.list(done) : LockAnswer.one(done);
      return ownership.getsLockId() ? answer : answer.withoutLockId();
    });
  }

  private ResponseEntity<?> perform(SeatCommand.OfGroup command, Ownership ownership,
      Function<Outcome.Done, Object> answer) {
    ownership.check(command);
    return switch (seats.perform(command)) {
      case Outcome.Done done -> ResponseEntity.ok(answer.apply(done));
      case Outcome.Refused refused -> Problems.refused(refused, command.group().list());
      case Outcome.Answered answered -> throw unasked(answered);
    };
  }

  /** {@code Answered} is possible only for commands from request records, never for REST. */
  private static IllegalStateException unasked(Outcome.Answered answered) {
    return new IllegalStateException("A call without a request record can't be " + answered);
  }
}
