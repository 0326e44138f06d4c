package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.relay.format.WireFormat;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.outbox.MalformedEvent;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one partition's outbox to Kafka. Only the holder of the lease sends. A new holder starts at the beginning of
 * the stream, which contains exactly the events that Kafka has not acknowledged. So a crash, a lost lease or a paused
 * process can repeat events, but never skip or reorder them: each holder starts at or before the first unacknowledged
 * event and continues in order.
 *
 * <p>The order is kept for each topic and key. Events that Kafka does not accept stay in the stream together with all
 * events that must not overtake them. Other events are sent before them ({@link BlockedEvents}, {@link
 * OutboxPosition}).
 */
final class Relay {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  /** Most events in flight. */
  private static final int MAX_IN_FLIGHT = 500;

  /** After this time the events of other topics no longer wait for missing answers. */
  private static final Duration WAIT_FOR_ANSWERS = Duration.ofSeconds(1);

  private static final Duration REST_WHILE_ALL_BLOCKED = Duration.ofMillis(20);

  private final Outbox outbox;

  private final SharedProducer producer;

  private final WireFormat wire;

  private final RelayMeters meters;

  private final Lease lease;

  private final OutboxDeadLetters deadLetters;

  private final BlockedTopics blockedTopics;

  private final OutboxPosition position;

  private final ProducerWatchdog watchdog;

  private BlockedEvents blocked;

  Relay(Outbox outbox, SharedProducer producer, WireFormat wire, RelayMeters meters, BlockedTopics blockedTopics,
      Lease lease) {
    this.outbox = outbox;
    this.producer = producer;
    this.wire = wire;
    this.meters = meters;
    this.lease = lease;
    this.blockedTopics = blockedTopics;
    this.position = new OutboxPosition(outbox, MAX_IN_FLIGHT);
    this.deadLetters = new OutboxDeadLetters(outbox);
    this.watchdog = new ProducerWatchdog(producer, lease.duration(), System::nanoTime);
    this.blocked = new BlockedEvents(producer, System::nanoTime);
  }

  /**
   * Sends waiting events, and removes those that Kafka has acknowledged.
   *
   * @return how long to rest
   */
  Duration runOnce() throws InterruptedException {
    boolean held = lease.isHeld();
    if (!lease.keep(false)) {
      blockedTopics.report(outbox.partition(), Map.of());
      return lease.restBeforeAskingAgain();
    }
    if (!held) {
      beginLease();
    }
    handleAnswersAndRetries();
    if (blocked.areBlocked(wire.topicNames())) {
      return REST_WHILE_ALL_BLOCKED;
    }
    List<OutboxEntry> entries = position.next();
    if (entries == null) {
      blocked.clearFirstEvents();
    }
    if (entries == null || entries.isEmpty()) {
      return Duration.ZERO;
    }
    if (!outbox.isReplicated(entries.getLast())) {
      return lease.restBeforeAskingAgain();
    }
    relay(entries);
    return Duration.ZERO;
  }

  private void beginLease() throws InterruptedException {
    blocked = new BlockedEvents(producer, System::nanoTime);
    position.startAgain();
    watchdog.restartTimer();
    blocked.requestMetadata(wire.topicNames());
  }

  /** Handles Kafka's answers to blocked events, retries those that are due, and checks dead letters and producer. */
  private void handleAnswersAndRetries() {
    confirm(blocked.settle());
    blocked.retryDue();
    if (blocked.wasUnblocked() || deadLetters.isRetryDue()) {
      position.startAgain();
    }
    blockedTopics.report(outbox.partition(), blocked.waiting());
    deadLetters.logIfEmptied();
    watchdog.replaceIfSilent(blocked);
  }

  private void readAgainFromTheBeginning() {
    position.startAgain();
    blocked.clearFirstEvents();
  }

  private void relay(List<OutboxEntry> entries) throws InterruptedException {
    OutboxPage page = page(entries);
    List<SentEvent> sent = producer.send(page.toSend());
    page.endBehind(sent);
    awaitAnswers(sent);
    List<SentEvent> acknowledged = sent.stream().filter(SentEvent::isAcknowledged).toList();
    acknowledged.forEach(each -> page.remove(each.outgoing().entry()));
    sent.stream().filter(each -> each.failure() != null).forEach(each -> refused(page, each));
    blocked.unanswered(sent.stream().filter(each -> !each.isAnswered()).toList(),
        "Kafka has not acknowledged events of this topic for " + WAIT_FOR_ANSWERS.toSeconds() + " s.");
    position.continueAfter(page.lastLeft());
    confirm(acknowledged);
  }

  private OutboxPage page(List<OutboxEntry> entries) {
    OutboxPage page = new OutboxPage();
    for (OutboxEntry entry : entries) {
      try {
        if (!page.add(wire.outgoing(entry), blocked)) {
          break;
        }
      } catch (MalformedEvent malformed) {
        putAside(page, entry, malformed.flaw());
      }
    }
    return page;
  }

  private void refused(OutboxPage page, SentEvent sent) {
    Throwable failure = sent.failure();
    if (failure != null && SentEvent.isForGood(failure)) {
      putAside(page, sent.outgoing().entry(), String.valueOf(failure.getMessage()));
    } else if (failure != null) {
      blocked.refused(sent.outgoing(), failure);
    }
  }

  private void putAside(OutboxPage page, OutboxEntry entry, String reason) {
    page.pass(entry);
    if (deadLetters.add(entry, reason)) {
      page.remove(entry);
    }
  }

  private void confirm(List<SentEvent> acknowledged) {
    if (acknowledged.isEmpty()) {
      return;
    }
    watchdog.restartTimer();
    List<OutgoingEvent> events = acknowledged.stream().map(SentEvent::outgoing).toList();
    events.forEach(blocked::acknowledged);
    Outbox.Confirmation confirmation = remove(events);
    if (confirmation.removed() == 0) {
      readAgainFromTheBeginning();
    }
    meters.sent(events, confirmation.at());
  }

  private Outbox.Confirmation remove(List<OutgoingEvent> events) {
    try {
      return outbox.confirm(events.stream().map(OutgoingEvent::entry).toList());
    } catch (RuntimeException unknown) {
      // They may still be there, before the position: then they are read and sent again.
      position.startAgain();
      throw unknown;
    }
  }

  /**
   * Waits for Kafka's answers and renews the lease meanwhile. Returns early if the lease is lost or the answers take
   * too long, but not when the service stops: events that Kafka has acknowledged but that are not removed would be sent
   * again by the next holder.
   */
  private void awaitAnswers(List<SentEvent> sent) throws InterruptedException {
    CompletableFuture<?> all = CompletableFuture.allOf(
        sent.stream().map(SentEvent::answer).toArray(CompletableFuture[]::new));
    long end = System.nanoTime() + WAIT_FOR_ANSWERS.toNanos();
    while (lease.keep(true) && end - System.nanoTime() > 0) {
      try {
        all.get(lease.renewal().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException someWereRefused) {
        return;
      } catch (TimeoutException unanswered) {
        // The loop checks the lease and the time again.
      }
    }
  }

  /** Releases the lease for another instance. If Redis is unavailable, the lease expires. */
  void handBack() {
    try {
      lease.handBack();
    } catch (SeatsUnavailable away) {
      log.info("The relay's lease could not be released, so it expires: {}", away.getMessage());
    } finally {
      position.close();
    }
  }
}
