package io.seatlock.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much each client has under way. Nothing is kept of clients that have nothing. */
public final class ClientCounts {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private final int most;

  /** @param most that one client may have */
  public ClientCounts(int most) {
    this.most = most;
  }

  /** Counts one more, unless the client has as much as it may. */
  public boolean add(String client) {
    if (counts.merge(client, 1, Integer::sum) > most) {
      remove(client);
      return false;
    }
    return true;
  }

  public void remove(String client) {
    counts.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
  }

  /** How many clients have something. */
  public int clients() {
    return counts.size();
  }
}
