package io.seatlock.standalone.crowd;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.plan.Plans;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Seats;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Simulated buyers who come to one venue at a steady rate until they are stopped. There is at most one crowd at a time.
 */
@Component
final class Crowd implements DisposableBean {

  private static final int MAX_RATE = 2_000;

  private final Seats seats;

  private final Plans plans;

  private final MeterRegistry meters;

  private @Nullable OnSale onSale;

  Crowd(Seats seats, Plans plans, MeterRegistry meters) {
    this.seats = seats;
    this.plans = plans;
    this.meters = meters;
  }

  /**
   * Starts a crowd, which replaces the one that is running.
   *
   * @param rate buyers a second
   */
  synchronized State start(@Nullable String venueId, @Nullable Integer rate) {
    String venue = IdRules.id("venueId", venueId);
    if (rate == null || rate < 1 || rate > MAX_RATE) {
      throw new InvalidRequest("rate", "must be the number of buyers a second, 1 to " + MAX_RATE);
    }
    if (plans.find(venue) == null) {
      throw new InvalidRequest("venueId", "has no seating plan; put one first");
    }
    stop();
    onSale = OnSale.start(new HouseSnapshot(plans, venue), seats, new Rates(meters), rate);
    return state();
  }

  /** The locks of buyers who are still thinking will expire. */
  synchronized State stop() {
    if (onSale != null) {
      onSale.stop();
      onSale = null;
    }
    return state();
  }

  synchronized State state() {
    return onSale == null
        ? State.NOBODY
        : new State(true, onSale.venueId(), onSale.rate(), onSale.perSecond());
  }

  @Override
  public void destroy() {
    stop();
  }

  /**
   * What the page shows.
   *
   * @param venueId null if there is no crowd
   * @param rate buyers a second
   * @param perSecond what the whole service did in the last second
   */
  record State(boolean running, @Nullable String venueId, int rate, Rates.PerSecond perSecond) {

    static final State NOBODY = new State(false, null, 0, Rates.PerSecond.NOTHING);
  }
}
