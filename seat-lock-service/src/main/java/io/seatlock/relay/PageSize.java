package io.seatlock.relay;

/**
 * How many entries of the outbox are read at a time. Redis can only count them, but they differ by a factor of a
 * hundred, so a page of many large ones would be as slow as an outage. Used by one thread.
 */
final class PageSize {

  /** What a page may hold; as much as is handed to the producer at a time. */
  static final long MOST_BYTES = 8 << 20;

  private final int most;

  private int next;

  /** @param most entries, however small they are */
  PageSize(int most) {
    this.most = most;
    this.next = most;
  }

  int next() {
    return next;
  }

  /** Follows large entries at once, and small ones by doubling, since large ones may come next. */
  void wasRead(int entries, long bytes) {
    if (entries > 0) {
      long fitting = MOST_BYTES * entries / Math.max(1, bytes);
      next = (int) Math.clamp(fitting, 1L, Math.min(most, next * 2L));
    }
  }
}
