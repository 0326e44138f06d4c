package io.seatlock.relay;

/**
 * The number of entries to read from the outbox at a time. Redis can limit a read only by the number of entries, but
 * their sizes differ by a factor of a hundred. A page of many large entries would take so long that it looked like an
 * outage. Used by one thread.
 */
final class PageSize {

  /** Target size of a page in bytes; as much as is passed to the producer at a time. */
  static final long MOST_BYTES = 8 << 20;

  private final int most;

  private int next;

  /** @param most upper limit for the number of entries, however small they are */
  PageSize(int most) {
    this.most = most;
    this.next = most;
  }

  int next() {
    return next;
  }

  /**
   * Adjusts the size of the next page. After large entries it shrinks at once; after small ones it at most doubles,
   * because large ones may come next.
   *
   * @param bytes of all these entries
   */
  void wasRead(int entries, long bytes) {
    if (entries > 0) {
      long fitting = MOST_BYTES * entries / Math.max(1, bytes);
      next = (int) Math.clamp(fitting, 1L, Math.min(most, next * 2L));
    }
  }
}
