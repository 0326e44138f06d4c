package io.seatlock.standalone.crowd;

import io.seatlock.plan.PlanSeat;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Lets buyers in at a steady rate. */
final class OnSale {

  private static final long TICK_MS = 20;

  private static final long PICTURE_LASTS = TimeUnit.MILLISECONDS.toNanos(200);

  /** More calls at a time would wait for each other in the service. */
  private static final int CALLS_AT_ONCE = 256;

  private final Picture picture;

  private final Seats seats;

  private final Counts counts;

  private final int rate;

  private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

  private volatile boolean stopped;

  private long buyers;

  private OnSale(Picture picture, Seats seats, Counts counts, int rate) {
    this.picture = picture;
    this.seats = seats;
    this.counts = counts;
    this.rate = rate;
  }

  /** @param rate buyers a second */
  static OnSale start(Picture picture, Seats seats, Counts counts, int rate) {
    OnSale onSale = new OnSale(picture, seats, counts, rate);
    Thread.ofVirtual().name("crowd").start(onSale::run);
    return onSale;
  }

  void stop() {
    stopped = true;
  }

  String venueId() {
    return picture.venueId();
  }

  int rate() {
    return rate;
  }

  Counts.PerSecond perSecond() {
    return counts.perSecond();
  }

  private void run() {
    long before = System.nanoTime();
    long pictured = before - PICTURE_LASTS;
    double due = 0;
    while (!stopped) {
      pause(TICK_MS);
      long now = System.nanoTime();
      due = Math.min(rate, due + rate * (now - before) / 1e9);
      before = now;
      counts.tick();
      if (now - pictured >= PICTURE_LASTS) {
        look();
        pictured = now;
      }
      for (; due >= 1; due--) {
        letIn();
      }
    }
  }

  /** Without Redis the old picture stays; the calls will be refused then. */
  private void look() {
    try {
      picture.refresh();
    } catch (SeatsUnavailable outage) {
      // The service's own health and log say so.
    }
  }

  private void letIn() {
    List<PlanSeat> wanted = picture.choose(partySize());
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
      // Whoever waits for an answer leaves.
    }
  }

  /** Most come in pairs. */
  private static int partySize() {
    int one = ThreadLocalRandom.current().nextInt(10);
    return one < 3 ? 1 : one < 8 ? 2 : one - 5;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
