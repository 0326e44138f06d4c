package io.seatlock.faults.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A port at which an instance of the service listens, or did and will again; and the calls to it. */
public final class Endpoint {

  private final int port;

  /** Callers between their choice of this endpoint and the sending of their request. */
  private final AtomicInteger sending = new AtomicInteger();

  private final LongAdder broken = new LongAdder();

  Endpoint(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  void begin() {
    sending.incrementAndGet();
  }

  void sent() {
    sending.decrementAndGet();
  }

  void broke() {
    broken.increment();
  }

  /** Whether all who chose it have sent their request. */
  public boolean isAllSent() {
    return sending.get() == 0;
  }

  /** Requests whose connection broke before the answer; time-outs do not count. */
  public long broken() {
    return broken.sum();
  }
}
