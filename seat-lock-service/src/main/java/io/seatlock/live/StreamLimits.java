package io.seatlock.live;

import io.seatlock.limits.ClientCounts;
import io.seatlock.security.CallRefused;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Limits the number of open streams: to the number in the settings, and to what fits in half of the heap. A service
 * without memory would fail all calls, not only those of streams.
 */
final class StreamLimits {

  /**
   * Heap per stream. Almost 90 KB of it are Tomcat's buffers for a request and its response, which are kept while the
   * stream is open.
   */
  private static final long BYTES_PER_STREAM = 128 * 1024;

  /** The part of the heap for streams is one divided by this number. */
  private static final int HEAP_DIVISOR = 2;

  private static final Logger log = LoggerFactory.getLogger(StreamLimits.class);

  private final int most;

  private final AtomicInteger all = new AtomicInteger();

  private final ClientCounts ofClients;

  /** @param heap the largest size of the heap, in bytes */
  StreamLimits(LiveSettings settings, long heap) {
    ofClients = new ClientCounts(settings.maxStreamsPerClient());
    most = (int) Math.min(settings.maxStreams(), heap / HEAP_DIVISOR / BYTES_PER_STREAM);
    if (most < settings.maxStreams()) {
      log.info(
          "At most {} live streams are kept open, not {} (seat-lock.live.max-streams): each takes up to {} KB, and "
              + "streams may use half of the heap of {} MB (-Xmx)",
          most, settings.maxStreams(), BYTES_PER_STREAM / 1024,
          heap / 1024 / 1024);
    }
  }

  /** The largest number of open streams. */
  int most() {
    return most;
  }

  int open() {
    return all.get();
  }

  /** The number of clients with open streams. No memory is used for others. */
  int clients() {
    return ofClients.clients();
  }

  /**
   * Counts a new stream.
   *
   * @param client the key of the client, see {@link io.seatlock.limits.ClientAddresses#client}; null if its streams are
   *     not limited
   * @return must be run when the stream ends; further runs have no effect
   * @throws CallRefused 429 or 503 {@code TOO_MANY_STREAMS}
   */
  Runnable take(@Nullable String client) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      throw refused(503, "The service can't open more streams at the moment; open this one again after the "
          + "seconds in Retry-After.");
    }
    if (client != null && !ofClients.add(client)) {
      all.decrementAndGet();
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
      ofClients.remove(client);
    }
  }

  private static CallRefused refused(int status, String detail) {
    return new CallRefused(status, "TOO_MANY_STREAMS", detail, Map.of(HttpHeaders.RETRY_AFTER, "5"));
  }
}
