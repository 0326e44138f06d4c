package io.seatlock.faults.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A port at which an instance of the service listens, or did and will again; and who stands there. */
public final class Door {

  private final int port;

  /** Callers between their choice of this door and the last byte of their request. */
  private final AtomicInteger asking = new AtomicInteger();

  private final LongAdder broken = new LongAdder();

  Door(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  void begin() {
    asking.incrementAndGet();
  }

  void asked() {
    asking.decrementAndGet();
  }

  void broke() {
    broken.increment();
  }

  /** Whether everybody who came has said what they want. */
  public boolean isAsked() {
    return asking.get() == 0;
  }

  /** Requests whose connection broke before the answer; time-outs do not count. */
  public long broken() {
    return broken.sum();
  }
}
