package io.seatlock.benchmark.contender;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The measured endpoints of the service, implemented with any design. */
@RestController
class LocksEndpoint {

  private final Locks locks;

  LocksEndpoint(Locks locks) {
    this.locks = locks;
  }

  record Locked(String status, String expiresAt, long expiresInSeconds, String lockId) {}

  record Refused(String detail, int status, String code) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(String seat, String status, @Nullable String lockedBy, @Nullable String expiresAt) {}

  @PostMapping("/locks")
  ResponseEntity<?> lock(@RequestBody LockRequest request) {
    Claim claim = request.claim();
    if (!locks.lock(claim)) {
      return ResponseEntity.status(HttpStatus.CONFLICT)
          .body(new Refused("The seat is held by another user.", HttpStatus.CONFLICT.value(), "SEAT_LOCKED"));
    }
    return ResponseEntity.ok(new Locked("LOCKED", claim.expiresAt(), claim.timeout().toSeconds(), claim.lockId()));
  }

  @GetMapping("/seats/status")
  Status status(@RequestParam String venueId, @RequestParam String row, @RequestParam String seat) {
    Holder holder = locks.holder(venueId, new Seat(row, seat));
    String name = row + "-" + seat;
    return holder == null
        ? new Status(name, "AVAILABLE", null, null)
        : new Status(name, "LOCKED", holder.userId(), holder.expiresAt());
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<?> invalid(IllegalArgumentException invalid) {
    return ResponseEntity.badRequest()
        .body(new Refused(String.valueOf(invalid.getMessage()), HttpStatus.BAD_REQUEST.value(), "INVALID_REQUEST"));
  }
}
