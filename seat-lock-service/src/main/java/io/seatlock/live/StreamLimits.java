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
 * How many streams may be open at once: as many as the settings say, and never so many that they would fill the heap. A
 * service without memory would end all calls, not only those of streams.
 */
final class StreamLimits {

  /** Of the heap: almost 90 KB are Tomcat's buffers for a request and its response, kept as long as the stream is open. */
  private static final long BYTES_PER_STREAM = 128 * 1024;

  /** One part of so many is for streams, the others for everything else. */
  private static final int PARTS_OF_HEAP = 2;

  private static final Logger log = LoggerFactory.getLogger(StreamLimits.class);

  private final int most;

  private final AtomicInteger all = new AtomicInteger();

  private final ClientCounts ofClients;

  /** @param heap the largest size of the heap, bytes */
  StreamLimits(LiveSettings settings, long heap) {
    ofClients = new ClientCounts(settings.maxStreamsPerClient());
    most = (int) Math.min(settings.maxStreams(), heap / PARTS_OF_HEAP / BYTES_PER_STREAM);
    if (most < settings.maxStreams()) {
      log.info(
          "At most {} live streams are kept open, not {} (seat-lock.live.max-streams): each takes up to {} KB, and "
              + "streams may use half of the heap of {} MB (-Xmx)",
          most, settings.maxStreams(), BYTES_PER_STREAM / 1024,
          heap / 1024 / 1024);
    }
  }

  /** Streams that may be open at once. */
  int most() {
    return most;
  }

  int open() {
    return all.get();
  }

  /** How many clients have open streams; nothing is kept of the others. */
  int clients() {
    return ofClients.clients();
  }

  /**
   * Counts one more.
   *
   * @param client null if its streams are not limited
   * @return to be called when the stream ends; may be called again
   * @throws CallRefused 429 or 503 {@code TOO_MANY_STREAMS}
   */
  Runnable take(@Nullable String client) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      throw refused(503, "The service has as many open streams as it takes; open this one again later.");
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
