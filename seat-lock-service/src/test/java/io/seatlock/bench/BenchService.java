package io.seatlock.bench;

import io.seatlock.SeatLockApplication;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The service, and beside its own calls one that does nothing: what the framework itself can do. */
class BenchService {

  public static void main(String[] args) {
    new SpringApplication(SeatLockApplication.class, Trivial.class).run(args);
  }

  @RestController
  static class Trivial {

    /** Reads and writes as much JSON as a lock, without Redis. */
    @PostMapping("/bench/trivial")
    Map<String, Object> trivial(@RequestBody Map<String, Object> request) {
      return Map.of("status", "LOCKED", "expiresAt", "2026-11-22T12:00:00.000Z", "expiresInSeconds", 120,
          "lockId", "0123456789abcdef0123456789abcdef", "version", 1795368413988057L);
    }
  }
}
