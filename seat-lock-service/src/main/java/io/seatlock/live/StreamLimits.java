package io.seatlock.live;

import io.seatlock.security.CallRefused;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How many streams may be open at once. */
final class StreamLimits {

  private final LiveSettings settings;

  private final AtomicInteger all = new AtomicInteger();

  private final Map<String, Integer> ofClients = new ConcurrentHashMap<>();

  StreamLimits(LiveSettings settings) {
    this.settings = settings;
  }

  int open() {
    return all.get();
  }

  /**
   * Counts one more.
   *
   * @param client null if its streams are not limited
   * @return to be called when the stream ends; may be called again
   * @throws CallRefused 429 or 503 {@code TOO_MANY_STREAMS}
   */
  Runnable take(@Nullable String client) {
    if (all.incrementAndGet() > settings.maxStreams()) {
      all.decrementAndGet();
      throw refused(503, "The service has as many open streams as it takes; open this one again later.");
    }
    if (client != null && ofClients.merge(client, 1, Integer::sum) > settings.maxStreamsPerClient()) {
      release(client);
      throw refused(429, "You have too many open streams; close some first.");
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        release(client);
      }
    };
  }

  private void release(@Nullable String client) {
    all.decrementAndGet();
    if (client != null) {
      ofClients.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static CallRefused refused(int status, String detail) {
    return new CallRefused(status, "TOO_MANY_STREAMS", detail, Map.of(HttpHeaders.RETRY_AFTER, "5"));
  }
}
