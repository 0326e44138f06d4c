package io.seatlock.live.list;

import io.seatlock.limits.ClientCounts;
import io.seatlock.security.CallRefused;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Limits the concurrent requests for lists of a venue's seats. Reading a large venue takes some hundred short script
 * calls, and the service keeps the list in memory while a client reads the answer slowly. Without limits one caller
 * could overload Redis and the service for everybody else.
 */
final class ListLimits {

  /** Venues that are read at a time. The script calls of two reads leave time for locks between them. */
  private static final int READ_AT_ONCE = 2;

  private static final int MAX_PER_CLIENT = 4;

  /** The part of the heap for lists that are being sent is one divided by this number. */
  private static final int HEAP_DIVISOR = 8;

  /** Tomcat's buffers for a request and its response. */
  private static final long BYTES_PER_ANSWER = 128 * 1024;

  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  private final ClientCounts ofClients = new ClientCounts(MAX_PER_CLIENT);

  /** The bytes of all lists that are being sent. */
  private final AtomicLong kept = new AtomicLong();

  private final long most;

  private final Duration patience;

  /**
   * @param heap the largest size of the heap, in bytes
   * @param patience how long a read waits for a permit
   */
  ListLimits(long heap, Duration patience) {
    this.most = heap / HEAP_DIVISOR;
    this.patience = patience;
  }

  /** A permit, valid until it is closed. */
  interface Permit extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * @param client the key of the client; null if its lists are not limited
   * @throws CallRefused 429 if the client has as many requests in progress as allowed
   */
  Permit ofClient(@Nullable String client) {
    if (client == null) {
      return () -> {};
    }
    if (!ofClients.add(client)) {
      throw new CallRefused(429, "RATE_LIMITED",
          "You have too many requests for lists of seats in progress; read their answers first, or use the "
              + "stream instead.",
          Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
    return () -> ofClients.remove(client);
  }

  /** @throws CallRefused 503 if no permit becomes free in time */
  Permit reading() {
    try {
      if (reading.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return reading::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw unavailable();
  }

  /**
   * @param bytes the size of the list, which is kept until it is sent; a single list is always allowed
   * @throws CallRefused 503 at once, if the lists that are being sent leave too little memory
   */
  Permit sending(long bytes) {
    long all = bytes + BYTES_PER_ANSWER;
    long now = kept.addAndGet(all);
    if (now > most && now != all) {
      kept.addAndGet(-all);
      throw unavailable();
    }
    return () -> kept.addAndGet(-all);
  }

  private static CallRefused unavailable() {
    return new CallRefused(503, "UNAVAILABLE",
        "The service is sending as many lists of seats as it can. Nothing was changed; send the same request "
            + "again after the seconds in Retry-After.",
        Map.of(HttpHeaders.RETRY_AFTER, "2"));
  }
}
