package io.seatlock.standalone.crowd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.concurrent.TimeUnit;

/**
 * Rates of the last second, computed from the metrics of the service, so that the page shows what an operator would
 * see.
 */
final class Rates {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final MeterRegistry meters;

  private Totals totals;

  private volatile PerSecond perSecond = PerSecond.NOTHING;

  Rates(MeterRegistry meters) {
    this.meters = meters;
    this.totals = read();
  }

  /** To be called often; computes new rates once a second. */
  void tick() {
    if (System.nanoTime() - totals.at >= SECOND) {
      Totals now = read();
      perSecond = now.since(totals);
      totals = now;
    }
  }

  PerSecond perSecond() {
    return perSecond;
  }

  private Totals read() {
    return new Totals(System.nanoTime(), sum(meters.find("seat.lock.grants")), sum(meters.find("seat.lock.refusals")),
        sum(meters.find("seat.lock.unlocks").tag("reason", "expired")));
  }

  private static double sum(Search counters) {
    return counters.counters().stream().mapToDouble(Counter::count).sum();
  }

  /** @param at by {@link System#nanoTime()} */
  private record Totals(long at, double grants, double refusals, double expiries) {

    PerSecond since(Totals before) {
      double seconds = (double) (at - before.at) / SECOND;
      return new PerSecond(Math.round((grants - before.grants) / seconds),
          Math.round((refusals - before.refusals) / seconds), Math.round((expiries - before.expiries) / seconds));
    }
  }

  /**
   * @param grants seats locked
   * @param refusals calls refused
   * @param expiries locks that expired, counted when Kafka has acknowledged their events
   */
  record PerSecond(long grants, long refusals, long expiries) {

    static final PerSecond NOTHING = new PerSecond(0, 0, 0);
  }
}
