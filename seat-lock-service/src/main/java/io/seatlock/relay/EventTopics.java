package io.seatlock.relay;

import java.util.List;

/** The topics that the service writes. */
public final class EventTopics {

  static final String LOCKED = "seat.locked";

  static final String UNLOCKED = "seat.unlocked";

  static final String FINALIZED = "seat.finalized";

  static final String LOCK_REJECTED = "seat.lock.rejected";

  static final String FINALIZE_REJECTED = "seat.finalize.rejected";

  public static final List<String> ALL = List.of(LOCKED, UNLOCKED, FINALIZED, LOCK_REJECTED, FINALIZE_REJECTED);

  private EventTopics() {}
}
