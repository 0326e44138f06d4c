package io.seatlock.relay;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.Outbox;
import io.seatlock.store.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.SendResult;

/**
 * Carries one partition's outbox to Kafka. Only the holder of the lease sends. It always starts at the
 * beginning of the stream, because what is still there is what Kafka has not acknowledged; so a crash,
 * a lost lease or a paused process can repeat events but never skip or reorder them: each sender
 * starts at or before the first unacknowledged event and goes on in order.
 */
final class Relay {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  /** Events under way at a time. */
  private static final int MOST = 500;

  /** Leases without an acknowledgement after which the producer is replaced: it may hang itself, not Kafka. */
  private static final int PATIENCE = 5;

  /** Shorter than the time-out of a Redis command, which also bounds a blocking read. */
  private static final Duration WAIT_FOR_EVENTS = Duration.ofMillis(200);

  private final Outbox outbox;

  private final SharedProducer producer;

  private final RelayMeters meters;

  private final String owner;

  private final Duration lease;

  private Outbox.@Nullable Reader reader;

  private boolean acknowledging = true;

  private boolean leased;

  /** When the lease was last taken, {@link System#nanoTime()}. */
  private long leasedAt;

  Relay(Outbox outbox, SharedProducer producer, RelayMeters meters, String owner, Duration lease) {
    this.outbox = outbox;
    this.producer = producer;
    this.meters = meters;
    this.owner = owner;
    this.lease = lease;
  }

  /**
   * Sends what is there and forgets what Kafka has acknowledged.
   *
   * @param stopping asked while Kafka does not answer
   * @return how long to rest
   */
  Duration runOnce(BooleanSupplier stopping) throws ExecutionException, InterruptedException {
    if (!keepsLease(false)) {
      return restBeforeAskingAgain();
    }
    List<OutboxEntry> entries = reader().read(Outbox.START, MOST, WAIT_FOR_EVENTS);
    if (entries.isEmpty()) {
      return Duration.ZERO;
    }
    if (!outbox.keeps(entries.getLast())) {
      return restBeforeAskingAgain();
    }
    if (acknowledged(producer.send(entries), stopping)) {
      Instant confirmedAt = outbox.confirm(entries.getLast());
      meters.sent(entries, confirmedAt);
    }
    return Duration.ZERO;
  }

  private Duration restBeforeAskingAgain() {
    return lease.dividedBy(10);
  }

  /** Lets another instance go on at once. If Redis is away, the lease ends by itself. */
  void handBack() {
    leased = false;
    try {
      outbox.handBack(owner);
    } catch (SeatsUnavailable away) {
      log.info("The relay's lease could not be handed back; it ends by itself: {}", away.getMessage());
    }
    if (reader != null) {
      reader.close();
    }
  }

  /**
   * Renews the lease a few times in its life rather than before every read.
   *
   * @param busy whether events are under way
   */
  private boolean keepsLease(boolean busy) {
    long now = System.nanoTime();
    if (!leased || now - leasedAt > lease.toNanos() / 5) {
      leased = outbox.lease(owner, lease, busy);
      leasedAt = now;
    }
    return leased;
  }

  private Outbox.Reader reader() {
    if (reader == null) {
      reader = outbox.reader();
    }
    return reader;
  }

  /**
   * Waits as long as it takes, keeping the lease; false if the lease is lost or the service stops.
   *
   * @throws ExecutionException if an event was given up, so that all have to be sent again from the first one on
   */
  private boolean acknowledged(List<CompletableFuture<SendResult<byte[], byte[]>>> sent, BooleanSupplier stopping)
      throws ExecutionException, InterruptedException {
    CompletableFuture<?> all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    long sentAt = System.nanoTime();
    while (!stopping.getAsBoolean()) {
      try {
        all.get(lease.toMillis() / 5, TimeUnit.MILLISECONDS);
        tell(true);
        return true;
      } catch (TimeoutException e) {
        tell(false);
        if (!keepsLease(true)) {
          return false;
        }
        if (System.nanoTime() - sentAt > lease.multipliedBy(PATIENCE).toNanos()) {
          log.warn("Kafka has acknowledged nothing for {} s; the events are sent again by a new producer",
              lease.multipliedBy(PATIENCE).toSeconds());
          producer.replace();
          sentAt = System.nanoTime();
        }
      }
    }
    return false;
  }

  private void tell(boolean acknowledges) {
    if (acknowledges && !acknowledging) {
      log.info("Kafka acknowledges events again");
    }
    if (!acknowledges && acknowledging) {
      log.warn("Kafka does not acknowledge events; they wait in the outbox until it does");
    }
    acknowledging = acknowledges;
  }
}
