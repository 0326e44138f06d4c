package io.seatlock.relay.format;

import java.util.List;

/** The names of the topics that the service writes. */
public record EventTopics(String locked, String unlocked, String finalized, String lockRejected,
    String finalizeRejected) {

  /** The default names. They are also the event types ({@code ce_type}), even if topics have other names. */
  public static final EventTopics CONTRACT = new EventTopics("seat.locked", "seat.unlocked", "seat.finalized",
      "seat.lock.rejected", "seat.finalize.rejected");

  public List<String> all() {
    return List.of(locked, unlocked, finalized, lockRejected, finalizeRejected);
  }
}
