package io.seatlock.store.script;

import java.util.List;

/** The call was carried out, but it is not known that enough replicas have its changes. */
public final class NotReplicated extends RuntimeException {

  private final transient List<Object> replies;

  public NotReplicated(List<Object> replies) {
    super("too few replicas have the change", null, false, false);
    this.replies = replies;
  }

  /** The script's replies, one for each command. */
  public List<Object> replies() {
    return replies;
  }
}
