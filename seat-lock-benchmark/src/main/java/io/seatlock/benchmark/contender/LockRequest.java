package io.seatlock.benchmark.contender;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /locks}, as the service reads it. */
record LockRequest(@Nullable String venueId, @Nullable String row, @Nullable String seat, @Nullable List<Seat> seats,
    @Nullable String userId, @Nullable Integer timeoutSeconds) {

  private static final int DEFAULT_TIMEOUT_SECONDS = 120;

  Claim claim() {
    List<Seat> wanted = seats == null ? List.of(new Seat(text(row), text(seat))) : seats;
    Duration timeout = Duration.ofSeconds(timeoutSeconds == null ? DEFAULT_TIMEOUT_SECONDS : timeoutSeconds);
    return new Claim(text(venueId), wanted, text(userId), UUID.randomUUID().toString(), timeout, Times.after(timeout));
  }

  private static String text(@Nullable String field) {
    return field == null ? "" : field;
  }
}
