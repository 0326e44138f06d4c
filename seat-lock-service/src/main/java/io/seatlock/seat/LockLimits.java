package io.seatlock.seat;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a lock lasts and how many seats one user may hold ({@code seat-lock.lock.*}).
 *
 * @param defaultTimeout the timeout of a request that names none; default 120 s
 * @param maxTimeout the longest timeout a request may name; default 900 s
 * @param maxTotalTime the longest that a lock may last, including all extensions; default 2 h
 * @param lateFinalize how long after the deadline the last holder may still finalize a seat that nobody else has had
 *     since; 0 (default): not at all
 * @param maxSeatsPerUser how many seats of one venue a user may hold at a time; 0: no limit. The default depends on the
 *     security mode: 10 in token mode, 1000 in the others
 */
public record LockLimits(Duration defaultTimeout, Duration maxTimeout, Duration maxTotalTime, Duration lateFinalize,
    int maxSeatsPerUser) {

  /** @throws IllegalArgumentException naming which setting to change, and to what */
  public LockLimits(@Nullable Duration defaultTimeout, @Nullable Duration maxTimeout, @Nullable Duration maxTotalTime,
      @Nullable Duration lateFinalize, int maxSeatsPerUser) {
    this.defaultTimeout = Objects.requireNonNullElse(defaultTimeout, Duration.ofSeconds(120));
    this.maxTimeout = Objects.requireNonNullElse(maxTimeout, Duration.ofSeconds(900));
    this.maxTotalTime = Objects.requireNonNullElse(maxTotalTime, Duration.ofHours(2));
    this.lateFinalize = Objects.requireNonNullElse(lateFinalize, Duration.ZERO);
    this.maxSeatsPerUser = maxSeatsPerUser;
    require(isWhole(this.maxTimeout), "seat-lock.lock.max-timeout must be whole seconds, at least 1s; write e.g. 900s");
    require(isWhole(this.defaultTimeout) && this.defaultTimeout.compareTo(this.maxTimeout) <= 0,
        "seat-lock.lock.default-timeout must be whole seconds from 1s to max-timeout; write e.g. 120s");
    require(this.maxTotalTime.compareTo(this.maxTimeout) >= 0,
        "seat-lock.lock.max-total-time must be at least max-timeout; write e.g. 2h");
    require(!this.lateFinalize.isNegative() && this.lateFinalize.compareTo(this.maxTotalTime) <= 0,
        "seat-lock.lock.late-finalize must be from 0s (off) to max-total-time; write e.g. 30s");
    require(maxSeatsPerUser >= 0, "seat-lock.lock.max-seats-per-user must be 0 (no limit) or more; write e.g. 10");
  }

  /**
   * The timeout a request asks for.
   *
   * @param seconds 1 to {@link #maxTimeout}; null for the default
   * @throws InvalidRequest if it is out of range
   */
  public Duration timeout(@Nullable Long seconds) {
    if (seconds == null) {
      return defaultTimeout;
    }
    if (seconds < 1 || seconds > maxTimeout.toSeconds()) {
      throw new InvalidRequest("timeoutSeconds", "must be a whole number from 1 to " + maxTimeout.toSeconds());
    }
    return Duration.ofSeconds(seconds);
  }

  private static boolean isWhole(Duration duration) {
    return duration.toSeconds() >= 1 && duration.equals(Duration.ofSeconds(duration.toSeconds()));
  }

  private static void require(boolean isValid, String advice) {
    if (!isValid) {
      throw new IllegalArgumentException(advice);
    }
  }
}
