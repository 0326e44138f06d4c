package io.seatlock.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and limits what each client has open at a time, such as streams. Uses no memory for a client that has nothing
 * open.
 */
public final class ClientCounts {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private final int limit;

  /** @param limit the largest count of one client */
  public ClientCounts(int limit) {
    this.limit = limit;
  }

  /** Increments the client's count. Returns false and changes nothing if the client has reached the limit. */
  public boolean add(String client) {
    if (counts.merge(client, 1, Integer::sum) > limit) {
      remove(client);
      return false;
    }
    return true;
  }

  public void remove(String client) {
    counts.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
  }

  /** The number of clients with a count above zero. */
  public int clients() {
    return counts.size();
  }
}
