package io.seatlock.relay;

import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relay's position in the outbox, kept in memory. Waiting events must not be read again with each page, so reading
 * continues after the last entry that was left in the stream, as long as that entry is unchanged. After a fail-over it
 * may be missing; then reading starts at the beginning. Used by one thread.
 */
final class OutboxPosition {

  private final Outbox outbox;

  private final PageSize size;

  private Outbox.@Nullable Reader reader;

  /** The entry after which reading continues; null to start at the beginning. */
  private @Nullable OutboxEntry lastLeft;

  /** @param most upper limit for the entries of a page */
  OutboxPosition(Outbox outbox, int most) {
    this.outbox = outbox;
    this.size = new PageSize(most);
  }

  /**
   * Reads the next entries. If there are none, waits for the first one up to {@link Outbox#longestWait}.
   *
   * @return null if the outbox was replaced by a fail-over, so that it must be read from its beginning
   */
  @Nullable
  List<OutboxEntry> next() {
    try {
      OutboxEntry known = lastLeft;
      List<OutboxEntry> entries = known == null
          ? reader().read(Outbox.START, size.next(), outbox.longestWait())
          : reader().readBehind(known, size.next(), outbox.longestWait());
      if (entries == null) {
        startAgain();
      } else {
        size.wasRead(entries.size(), entries.stream().mapToLong(OutboxEntry::size).sum());
      }
      return entries;
    } catch (RuntimeException failed) {
      // The server may still be executing the command that timed out.
      close();
      throw failed;
    }
  }

  /**
   * Continues after this entry.
   *
   * @param left the last entry of the page that stays in the outbox; null to leave the position unchanged
   */
  void continueAfter(@Nullable OutboxEntry left) {
    lastLeft = left == null ? lastLeft : left;
  }

  void startAgain() {
    lastLeft = null;
  }

  private Outbox.Reader reader() {
    if (reader == null) {
      reader = outbox.reader();
    }
    return reader;
  }

  void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
