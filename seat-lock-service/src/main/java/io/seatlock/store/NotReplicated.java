package io.seatlock.store;

import java.util.List;

/** The call was carried out, but too few replicas are known to have its changes. */
final class NotReplicated extends RuntimeException {

  private final transient List<Object> replies;

  NotReplicated(List<Object> replies) {
    super("too few replicas have the change", null, false, false);
    this.replies = replies;
  }

  /** What the script answered. */
  List<Object> replies() {
    return replies;
  }
}
