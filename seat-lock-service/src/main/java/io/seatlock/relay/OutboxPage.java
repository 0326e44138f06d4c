package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.store.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one read of the outbox, and whether each is sent, waits or was removed. A page may end early; the
 * remaining events are read again with the next one.
 */
final class OutboxPage {

  /** A quarter of what the producer can hold ({@code buffer.memory}), so that handing over never has to wait. */
  private static final int MOST_BYTES = 8 << 20;

  private final List<OutboxEntry> taken = new ArrayList<>();

  private final List<OutgoingEvent> toSend = new ArrayList<>();

  /** Topics and keys with a record in this page that Kafka may refuse for its size. */
  private final Set<String> maybeTooLarge = new HashSet<>();

  /** Ids of entries that are no longer in the outbox. */
  private final Set<String> removed = new HashSet<>();

  private int bytes;

  /** @return false if the page ends before this event */
  boolean add(OutgoingEvent event, BlockedEvents blocked) {
    if (blocked.holdBack(event)) {
      taken.add(event.entry());
      return true;
    }
    if (isBehindOneThatMayBeTooLarge(event) || (bytes > 0 && bytes + event.size() > MOST_BYTES)) {
      return false;
    }
    if (blocked.mayBeTooLarge(event)) {
      maybeTooLarge.add(group(event));
    }
    bytes += event.size();
    taken.add(event.entry());
    toSend.add(event);
    return true;
  }

  private boolean isBehindOneThatMayBeTooLarge(OutgoingEvent event) {
    return !maybeTooLarge.isEmpty() && maybeTooLarge.contains(group(event));
  }

  private static String group(OutgoingEvent event) {
    return event.topic() + "/" + event.key();
  }

  /** An event that can't be sent and stays in the outbox for now. */
  void pass(OutboxEntry entry) {
    taken.add(entry);
  }

  void remove(OutboxEntry entry) {
    removed.add(entry.id());
  }

  List<OutgoingEvent> toSend() {
    return toSend;
  }

  /** The page ends before the first event that was not handed over. */
  void endBehind(List<SentEvent> sent) {
    if (sent.size() < toSend.size()) {
      OutboxEntry next = toSend.get(sent.size()).entry();
      taken.subList(taken.indexOf(next), taken.size()).clear();
    }
  }

  /** The last entry up to the page's end that is still in the outbox; null if there is none. */
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
