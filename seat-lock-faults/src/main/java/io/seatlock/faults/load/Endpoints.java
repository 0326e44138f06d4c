package io.seatlock.faults.load;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All endpoints, and which of them are open to callers. */
public final class Endpoints {

  private final Map<Integer, Endpoint> endpoints = new ConcurrentHashMap<>();

  private final Set<Integer> closed = ConcurrentHashMap.newKeySet();

  public void open(int port) {
    endpoints.computeIfAbsent(port, Endpoint::new);
    closed.remove(port);
  }

  /** From now on no caller chooses this endpoint. A caller that has already chosen it may still send. */
  public Endpoint close(int port) {
    closed.add(port);
    return endpoints.computeIfAbsent(port, Endpoint::new);
  }

  List<Endpoint> open() {
    return endpoints.values().stream().filter(this::isOpen).toList();
  }

  boolean isOpen(Endpoint endpoint) {
    return !closed.contains(endpoint.port());
  }
}
