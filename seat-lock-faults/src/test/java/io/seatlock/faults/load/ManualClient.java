package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.History;
import java.util.List;
import java.util.Random;

/** A client that a test controls call by call, at one instance. Each call is recorded. */
public final class ManualClient {

  public static final String ROW = "A";

  private final String venue;

  private final int port;

  private final RestCaller caller;

  public ManualClient(String venue, int port, History history) {
    this.venue = venue;
    this.port = port;
    Endpoints endpoints = new Endpoints();
    endpoints.open(port);
    caller = new RestCaller(1, endpoints, history, new LoadStatistics(), new Random(1));
  }

  public int port() {
    return port;
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

  public Answer read(int seat) {
    return caller.read(at(seat).getFirst());
  }

  private List<Place> at(int seat) {
    return List.of(new Place(venue, ROW, String.valueOf(seat)));
  }
}
