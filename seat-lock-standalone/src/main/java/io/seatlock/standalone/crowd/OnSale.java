package io.seatlock.standalone.crowd;

import io.seatlock.plan.PlanSeat;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Creates simulated buyers at a steady rate. */
final class OnSale {

  private static final long TICK_MS = 20;

  private static final long REFRESH_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

  /** More concurrent calls would only queue in the service. */
  private static final int MAX_CONCURRENT_CALLS = 256;

  private final HouseSnapshot snapshot;

  private final Seats seats;

  private final Rates rates;

  private final int rate;

  private final Semaphore calls = new Semaphore(MAX_CONCURRENT_CALLS);

  private volatile boolean stopped;

  private long buyers;

  private OnSale(HouseSnapshot snapshot, Seats seats, Rates rates, int rate) {
    this.snapshot = snapshot;
    this.seats = seats;
    this.rates = rates;
    this.rate = rate;
  }

  /** @param rate buyers a second */
  static OnSale start(HouseSnapshot snapshot, Seats seats, Rates rates, int rate) {
    OnSale onSale = new OnSale(snapshot, seats, rates, rate);
    Thread.ofVirtual().name("crowd").start(onSale::run);
    return onSale;
  }

  void stop() {
    stopped = true;
  }

  String venueId() {
    return snapshot.venueId();
  }

  int rate() {
    return rate;
  }

  Rates.PerSecond perSecond() {
    return rates.perSecond();
  }

  private void run() {
    long before = System.nanoTime();
    long refreshedAt = before - REFRESH_INTERVAL;
    double due = 0;
    while (!stopped) {
      pause(TICK_MS);
      long now = System.nanoTime();
      due = Math.min(rate, due + rate * (now - before) / 1e9);
      before = now;
      rates.tick();
      if (now - refreshedAt >= REFRESH_INTERVAL) {
        refresh();
        refreshedAt = now;
      }
      for (; due >= 1; due--) {
        admitBuyer();
      }
    }
  }

  /** Without Redis the last snapshot stays; the buyers' calls fail then, too. */
  private void refresh() {
    try {
      snapshot.refresh();
    } catch (SeatsUnavailable outage) {
      // Reported by the service's health and log.
    }
  }

  private void admitBuyer() {
    List<PlanSeat> wanted = snapshot.choose(partySize());
    if (!wanted.isEmpty() && calls.tryAcquire()) {
      Buyer buyer = new Buyer(seats, "crowd-" + buyers++, venueId(), wanted);
      Thread.ofVirtual().start(() -> serve(buyer));
    }
  }

  private void serve(Buyer buyer) {
    try {
      boolean holds;
      try {
        holds = buyer.lock();
      } finally {
        calls.release();
      }
      if (holds) {
        pause(buyer.thinkingMs());
        if (!stopped) {
          buyer.decide();
        }
      }
    } catch (SeatsUnavailable outage) {
      // This buyer gives up.
    }
  }

  /** Half of all parties are pairs, three in ten are single buyers, the others are three or four people. */
  private static int partySize() {
    int draw = ThreadLocalRandom.current().nextInt(10);
    return draw < 3 ? 1 : draw < 8 ? 2 : draw - 5;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
