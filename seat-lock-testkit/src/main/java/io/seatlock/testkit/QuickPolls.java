package io.seatlock.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Awaitility asks every 10 ms instead of every 100 ms: most of what tests wait for
 * takes less. JUnit finds it by itself where {@code junit.jupiter.extensions.autodetection.enabled} is set.
 */
public final class QuickPolls implements BeforeAllCallback {

  private static final Duration POLL = Duration.ofMillis(10);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollInterval(POLL);
    Awaitility.setDefaultPollDelay(POLL);
  }
}
