package io.seatlock.store.script;

import java.util.List;

/** The call was carried out, but too few replicas are known to have its changes. */
public final class NotReplicated extends RuntimeException {

  private final transient List<Object> replies;

  public NotReplicated(List<Object> replies) {
    super("too few replicas have the change", null, false, false);
    this.replies = replies;
  }

  /** What the script answered. */
  public List<Object> replies() {
    return replies;
  }
}
