package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.store.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one read of the outbox, and which of them are to be sent, wait, or are removed. A page may end before
 * the last event that was read; the remaining ones are read again with the next page.
 */
final class OutboxPage {

  /** A quarter of the producer's default {@code buffer.memory}, so that sending never waits for buffer space. */
  private static final int MOST_BYTES = 8 << 20;

  private final List<OutboxEntry> taken = new ArrayList<>();

  private final List<OutgoingEvent> toSend = new ArrayList<>();

  /** Topics and keys with a record in this page that Kafka may refuse because of its size. */
  private final Set<String> maybeTooLarge = new HashSet<>();

  /** Ids of the entries of this page that are no longer in the outbox, or will be removed next. */
  private final Set<String> removed = new HashSet<>();

  private int bytes;

  /**
   * Adds an event, to be sent or to wait.
   *
   * @return false if the page ends before this event
   */
  boolean add(OutgoingEvent event, BlockedEvents blocked) {
    if (blocked.holdBack(event)) {
      taken.add(event.entry());
      return true;
    }
    if (isBehindOneThatMayBeTooLarge(event) || (bytes > 0 && bytes + event.size() > MOST_BYTES)) {
      return false;
    }
    if (blocked.mayBeTooLarge(event)) {
      maybeTooLarge.add(event.topicAndKey());
    }
    bytes += event.size();
    taken.add(event.entry());
    toSend.add(event);
    return true;
  }

  private boolean isBehindOneThatMayBeTooLarge(OutgoingEvent event) {
    return !maybeTooLarge.isEmpty() && maybeTooLarge.contains(event.topicAndKey());
  }

  /** Adds an event that can't be sent. It stays in the outbox unless {@link #remove} follows. */
  void pass(OutboxEntry entry) {
    taken.add(entry);
  }

  void remove(OutboxEntry entry) {
    removed.add(entry.id());
  }

  List<OutgoingEvent> toSend() {
    return toSend;
  }

  /**
   * Lets the page end before the first event that was not passed to the producer.
   *
   * @param sent the first events of {@link #toSend}
   */
  void endBehind(List<SentEvent> sent) {
    if (sent.size() < toSend.size()) {
      OutboxEntry next = toSend.get(sent.size()).entry();
      taken.subList(taken.indexOf(next), taken.size()).clear();
    }
  }

  /** The last entry of the page that stays in the outbox; null if none stays. */
  @Nullable
  OutboxEntry lastLeft() {
    for (int i = taken.size() - 1; i >= 0; i--) {
      if (!removed.contains(taken.get(i).id())) {
        return taken.get(i);
      }
    }
    return null;
  }
}
