package io.seatlock.faults.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The port of an instance of the service, which may be down for a while, and counts of the calls to it. */
public final class Endpoint {

  private final int port;

  /** Number of callers that have chosen this endpoint and not yet sent their request. */
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

  /** Whether all callers that chose this endpoint have sent their request. */
  public boolean isAllSent() {
    return sending.get() == 0;
  }

  /** Number of requests whose connection broke before the answer; time-outs are not counted. */
  public long broken() {
    return broken.sum();
  }
}
