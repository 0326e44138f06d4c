package io.seatlock.faults.load;

import io.seatlock.faults.proof.History;
import io.seatlock.faults.proof.SeatEvent;
import io.seatlock.faults.proof.SeatEvent.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Many clients at once. */
public final class Load implements AutoCloseable {

  private final Hall hall;

  private final Doors doors;

  private final History history;

  private final Pulse pulse;

  private final Requests requests;

  private final long seed;

  private final List<Thread> clients = new ArrayList<>();

  private volatile boolean stopped;

  /** @param seed of all that the clients choose; when they do it depends on the services */
  public Load(Hall hall, Doors doors, String bootstrapServers, History history, Pulse pulse, long seed) {
    this.hall = hall;
    this.doors = doors;
    this.history = history;
    this.pulse = pulse;
    this.seed = seed;
    requests = new Requests(bootstrapServers, history, pulse);
  }

  /** May be called again after {@link #stop}. */
  public void start(Mix mix) {
    stopped = false;
    if (mix.kafka() > 0) {
      requests.meetTopics();
    }
    for (int i = 0; i < mix.clients(); i++) {
      int number = clients.size();
      Random random = new Random(seed * 1_000_003 + number);
      Caller caller = new Caller(number, doors, history, pulse, random);
      Client client = new Client(number, hall, mix, random, caller, mix.kafka() == 0 ? null : requests);
      clients.add(Thread.ofVirtual().name("client-" + number).start(() -> client.run(() -> stopped)));
    }
  }

  /**
   * Returns when every client has its last answer.
   *
   * @param flush whether to wait until Kafka has every request, too
   */
  public void stop(boolean flush) {
    stopped = true;
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (flush) {
      requests.flush();
    }
  }

  /** Ids of requests over Kafka that were answered neither by an event nor by a rejection. */
  public List<String> unanswered(Topics topics) {
    Set<String> done = new HashSet<>();
    for (SeatEvent event : topics.events()) {
      if (event.what() == What.LOCKED || event.what() == What.FINALIZED) {
        done.add(event.what() + event.key() + event.user());
      }
    }
    return requests.asked().entrySet().stream().filter(asked -> !topics.rejected().contains(asked.getKey()))
        .filter(
            asked -> !asked.getValue().seats().stream().allMatch(seat -> done.contains(asked.getValue().event(seat))))
        .map(Map.Entry::getKey).toList();
  }

  @Override
  public void close() {
    stopped = true;
    requests.close();
  }
}
