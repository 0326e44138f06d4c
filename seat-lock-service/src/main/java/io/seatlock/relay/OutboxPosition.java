package io.seatlock.relay;

import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relay's position in the outbox, kept in memory. To avoid reading waiting events again with each page, reading
 * continues after the last entry that was left in the stream, as long as that entry is unchanged. After a fail-over it
 * may be missing; then reading starts at the beginning. Used by one thread.
 */
final class OutboxPosition {

  private final Outbox outbox;

  private final PageSize size;

  private Outbox.@Nullable Reader reader;

  /** Null: reading starts at the beginning. */
  private @Nullable OutboxEntry lastLeft;

  /** @param most entries at a time */
  OutboxPosition(Outbox outbox, int most) {
    this.outbox = outbox;
    this.size = new PageSize(most);
  }

  /**
   * Waits a little if there is nothing.
   *
   * @return null if the outbox was replaced by a fail-over, so that all must be read again
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
      // The server may still be occupied with the command that was given up.
      close();
      throw failed;
    }
  }

  /** @param left the last entry that stays; null if none does */
  void goOnBehind(@Nullable OutboxEntry left) {
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
