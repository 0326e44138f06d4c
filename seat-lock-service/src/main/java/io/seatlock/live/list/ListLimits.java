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
 * How many lists of a venue's seats are made at once. Reading a large house takes Redis some hundred short steps, and
 * whoever takes the answer slowly makes the service keep the list: without limits one caller could do so often enough
 * that nobody else gets a seat.
 */
final class ListLimits {

  /** Steps of two readings leave time for locks between them. */
  private static final int READ_AT_ONCE = 2;

  private static final int MOST_OF_A_CLIENT = 4;

  /** One part of so many is for lists that are being sent. */
  private static final int PARTS_OF_HEAP = 8;

  /** Tomcat's buffers for a request and its response. */
  private static final long BYTES_PER_ANSWER = 128 * 1024;

  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  private final ClientCounts ofClients = new ClientCounts(MOST_OF_A_CLIENT);

  /** Bytes of the lists that are being sent. */
  private final AtomicLong kept = new AtomicLong();

  private final long most;

  private final Duration patience;

  /**
   * @param heap the largest size of the heap, bytes
   * @param patience how long a reading waits for others
   */
  ListLimits(long heap, Duration patience) {
    this.most = heap / PARTS_OF_HEAP;
    this.patience = patience;
  }

  /** What a caller may do until it closes this. */
  interface Permit extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * @param client null if its lists are not limited
   * @throws CallRefused 429 if it has as many under way as it may
   */
  Permit ofClient(@Nullable String client) {
    if (client == null) {
      return () -> {};
    }
    if (!ofClients.add(client)) {
      throw new CallRefused(429, "RATE_LIMITED",
          "You have too many lists of seats under way; take their answers first, or watch the stream instead.",
          Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
    return () -> ofClients.remove(client);
  }

  /** @throws CallRefused 503 if others are reading all the time */
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
   * @param bytes of the list, kept until it is sent; one is always sent
   * @throws CallRefused 503 if the others that are being sent leave no place for it
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
        "The service is making as many lists of seats as it can. Nothing was changed; send the same request again.",
        Map.of(HttpHeaders.RETRY_AFTER, "2"));
  }
}
