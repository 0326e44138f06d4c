package io.seatlock.store.redis;

import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Remembers why the last attempt to reconnect failed. Lettuce reconnects in the background. Commands that are sent
 * meanwhile fail with "not connected", which does not tell that, for example, the password is wrong.
 */
public final class LastConnectFailure implements AutoCloseable {

  /** After this time a failure is ignored: Lettuce tries at least once a second, so an older failure is obsolete. */
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

  /** The failure of the last attempt; null if there is none, if it is older than 5 s, or after a successful one. */
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
