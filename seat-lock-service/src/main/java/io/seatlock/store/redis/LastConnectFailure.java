package io.seatlock.store.redis;

import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Why the last attempt to connect again failed. Lettuce reconnects in the background; what is sent meanwhile fails
 * with "not connected", which does not say that for instance the password is wrong.
 */
public final class LastConnectFailure implements AutoCloseable {

  /** Lettuce tries at least once a second; an older failure says nothing about now. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Disposable subscription;

  private volatile @Nullable Failed latest;

  public LastConnectFailure(EventBus events) {
    subscription = events.get().subscribe(event -> {
      if (event instanceof ReconnectFailedEvent failed && failed.getCause() != null) {
        latest = new Failed(failed.getCause(), System.nanoTime());
      } else if (event instanceof ConnectionActivatedEvent) {
        latest = null;
      }
    });
  }

  @Nullable
  public Throwable latest() {
    Failed known = latest;
    return known == null || System.nanoTime() - known.at() > FRESH.toNanos() ? null : known.cause();
  }

  @Override
  public void close() {
    subscription.dispose();
  }

  /** @param at {@link System#nanoTime()} */
  private record Failed(Throwable cause, long at) {}
}
