package io.seatlock.faults.load;

import io.seatlock.faults.proof.Answer;
import io.seatlock.faults.proof.History;
import java.util.List;
import java.util.Random;

/** One client that does what the test says, at one door; every call is written down. */
public final class Hand implements AutoCloseable {

  private final String venue;

  private final Caller caller;

  public Hand(String venue, int port, History history) {
    this.venue = venue;
    Doors doors = new Doors();
    doors.open(port);
    caller = new Caller(1, doors, history, new Pulse(), new Random(1));
  }

  public Answer lock(String user, int seat, int seconds) {
    return caller.lock(at(seat), user, seconds);
  }

  public Answer unlock(String user, int seat) {
    return caller.unlock(at(seat), user, null);
  }

  public Answer sell(String user, int seat) {
    return caller.sell(at(seat), user, null);
  }

  public Answer look(int seat) {
    return caller.look(at(seat).getFirst());
  }

  private List<Place> at(int seat) {
    return List.of(new Place(venue, "A", String.valueOf(seat)));
  }

  @Override
  public void close() {
    caller.close();
  }
}
