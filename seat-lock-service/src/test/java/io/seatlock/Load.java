package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Users who never stop asking for the seats of one venue and remember the answers. Of what
 * they get they give back two thirds and let one third expire.
 */
final class Load implements AutoCloseable {

  private static final int USERS = 12;

  private static final int SEATS = 40;

  private static final long REST_MS = 15;

  private final String venue;

  private final Supplier<Rest> instance;

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  private final List<Thread> users = new ArrayList<>();

  private volatile boolean ended;

  /** @param instance which instance to call, asked before each call */
  Load(String venue, Supplier<Rest> instance) {
    this.venue = venue;
    this.instance = instance;
    for (int i = 0; i < USERS; i++) {
      String user = "u" + i;
      Random random = new Random(i);
      users.add(Thread.ofVirtual().name(user).start(() -> keepAsking(user, random)));
    }
  }

  /**
   * @param what lock or unlock
   * @param version of the lock that it is about; 0 if none was granted
   * @param at when it was answered, by this machine's clock
   */
  record Call(String what, String user, String seat, long version, Instant at, Duration took, Answer answer) {

    boolean isGrant() {
      return what.equals("lock") && answer.status() == 200;
    }
  }

  private void keepAsking(String user, Random random) {
    try {
      while (!ended) {
        String seat = String.valueOf(random.nextInt(SEATS));
        Call lock = call("lock", user, seat, 0,
            () -> instance.get().lock(venue, "A", seat, user, 1 + random.nextInt(2)));
        Thread.sleep(random.nextLong(REST_MS));
        if (lock.isGrant() && random.nextInt(3) > 0) {
          call("unlock", user, seat, lock.version(),
              () -> instance.get().unlock(venue, "A", seat, lock.answer().get("lockId")));
        }
        Thread.sleep(REST_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Call call(String what, String user, String seat, long version, Supplier<Answer> asking) {
    long start = System.nanoTime();
    Answer answer = asking.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    long granted = answer.status() == 200 && version == 0 ? answer.version() : version;
    Call call = new Call(what, user, seat, granted, Instant.now(), took, answer);
    calls.add(call);
    return call;
  }

  Stream<Call> calls() {
    return calls.stream();
  }

  long count(Predicate<Call> which) {
    return calls.stream().filter(which).count();
  }

  Map<Integer, Long> byStatus() {
    Map<Integer, Long> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.answer().status(), 1L, Long::sum));
    return counts;
  }

  @Override
  public void close() {
    end();
  }

  /** Lets the running calls end. */
  void end() {
    ended = true;
    for (Thread user : users) {
      try {
        user.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** No answer to a user is missing from the topics, or contradicts them. */
  void assertToldBy(History history) {
    assertToldBy(history, _ -> true);
  }

  /** @param judged which calls are looked at */
  void assertToldBy(History history, Predicate<Call> judged) {
    Map<String, List<Event>> lives = new TreeMap<>();
    history.seats().forEach(seat -> lives.put(seat.getFirst().key(), seat));
    calls.stream().filter(call -> call.version() != 0).filter(judged)
        .forEach(call -> assertTold(call, lives.getOrDefault(venue + ":A:" + call.seat(), List.of())));
  }

  private static void assertTold(Call call, List<Event> life) {
    List<Event> since = life.stream().dropWhile(event -> event.version() < call.version()).toList();
    assertThat(since).as("events since %s", call).isNotEmpty();
    assertThat(since.getFirst().version()).as("event of %s", call).isEqualTo(call.version());
    assertThat(since.getFirst().get("userId")).isEqualTo(call.user());
    if (call.what().equals("unlock") && call.answer().status() != 503 && call.answer().status() != 0) {
      String end = call.answer().status() == 200 ? "unlocked(manual)" : "unlocked(expired)";
      assertThat(since.get(1).what()).as("end of %s", call).isEqualTo(end);
    }
  }
}
