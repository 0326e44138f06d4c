package io.seatlock.faults.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ports at which instances of the service listen, or did and will again. */
public final class Doors {

  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  public void open(int port) {
    ports.add(port);
  }

  /** Nobody goes there any more. */
  public void close(int port) {
    ports.remove(Integer.valueOf(port));
  }

  public List<Integer> ports() {
    return ports;
  }
}
