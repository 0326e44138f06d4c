package io.seatlock.faults.load;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All doors, and which of them are open to callers. */
public final class Doors {

  private final Map<Integer, Door> doors = new ConcurrentHashMap<>();

  private final Set<Integer> closed = ConcurrentHashMap.newKeySet();

  public void open(int port) {
    doors.computeIfAbsent(port, Door::new);
    closed.remove(port);
  }

  /** Nobody goes there any more, but who has just chosen it still does. */
  public Door close(int port) {
    closed.add(port);
    return doors.computeIfAbsent(port, Door::new);
  }

  List<Door> open() {
    return doors.values().stream().filter(this::isOpen).toList();
  }

  boolean isOpen(Door door) {
    return !closed.contains(door.port());
  }
}
