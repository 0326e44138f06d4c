package io.seatlock.faults.load;

import io.seatlock.faults.history.History;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.SeatEvent.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Many concurrent clients. */
public final class Load implements AutoCloseable {

  private final SeatPool pool;

  private final Endpoints endpoints;

  private final History history;

  private final LoadStatistics statistics;

  private final KafkaRequests requests;

  private final long seed;

  private final List<Thread> clients = new ArrayList<>();

  private final ReadWriteLock turns = new ReentrantReadWriteLock();

  private volatile boolean stopped;

  /** @param seed of all random choices of the clients; the times of their calls also depend on the services */
  public Load(SeatPool pool, Endpoints endpoints, String bootstrapServers, History history, LoadStatistics statistics,
      long seed) {
    this.pool = pool;
    this.endpoints = endpoints;
    this.history = history;
    this.statistics = statistics;
    this.seed = seed;
    requests = new KafkaRequests(bootstrapServers, history, statistics);
  }

  /** May be called again after {@link #stop}. */
  public void start(LoadProfile profile) {
    stopped = false;
    if (profile.kafka() > 0) {
      requests.loadTopicMetadata();
    }
    for (int i = 0; i < profile.clients(); i++) {
      int number = clients.size();
      Random random = new Random(seed * 1_000_003 + number);
      RestCaller caller = new RestCaller(number, endpoints, history, statistics, random);
      RandomClient client = new RandomClient(number, pool, profile, random, caller,
          profile.kafka() == 0 ? null : requests);
      clients.add(Thread.ofVirtual().name("client-" + number).start(() -> client.run(() -> stopped, turns.readLock())));
    }
  }

  /**
   * Stops the clients; returns when each has the answer to its last call.
   *
   * @param flush whether to wait until Kafka has acknowledged every request, too
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

  /** Runs an action while no client has a call under way and Kafka has acknowledged all requests. */
  public void whilePaused(Runnable action) {
    turns.writeLock().lock();
    try {
      requests.flush();
      action.run();
    } finally {
      turns.writeLock().unlock();
    }
  }

  /** The requestIds of requests over Kafka for which there is neither an event nor a rejection. */
  public List<String> unanswered(EventTopics topics) {
    Set<String> done = new HashSet<>();
    for (SeatEvent event : topics.events()) {
      if (event.what() == What.LOCKED || event.what() == What.FINALIZED) {
        done.add(event.what() + event.key() + event.user());
      }
    }
    return requests.sentRequests().entrySet().stream().filter(request -> !topics.rejected().contains(request.getKey()))
        .filter(
            request -> !request.getValue().seats().stream()
                .allMatch(seat -> done.contains(request.getValue().event(seat))))
        .map(Map.Entry::getKey).toList();
  }

  @Override
  public void close() {
    stopped = true;
    requests.close();
  }
}
