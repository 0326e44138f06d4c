package io.seatlock.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Awaitility poll first after 10 ms, because most conditions in tests become true soon, and then less and less
 * often, down to every 100 ms, because polls of a service take processor time from the tests beside. JUnit registers
 * this extension where {@code junit.jupiter.extensions.autodetection.enabled} is set.
 */
public final class QuickPolls implements BeforeAllCallback {

  private static final Duration FIRST = Duration.ofMillis(10);

  private static final Duration LONGEST = Duration.ofMillis(100);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(QuickPolls::next, FIRST));
    Awaitility.setDefaultPollDelay(FIRST);
  }

  private static Duration next(Duration last) {
    Duration longer = last.multipliedBy(3).dividedBy(2);
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }
}
