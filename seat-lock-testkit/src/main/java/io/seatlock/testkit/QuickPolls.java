package io.seatlock.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Awaitility poll every 10 ms instead of every 100 ms, because most conditions in tests become true sooner. JUnit
 * registers this extension where {@code junit.jupiter.extensions.autodetection.enabled} is set.
 */
public final class QuickPolls implements BeforeAllCallback {

  private static final Duration POLL = Duration.ofMillis(10);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollInterval(POLL);
    Awaitility.setDefaultPollDelay(POLL);
  }
}
