package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that makes random calls from a seed of its own: locks, retries, extensions, sales, unlocks, releases, status
 * reads, sales after the deadline, and calls on seats that it does not hold. Not thread-safe.
 */
final class RandomClient {

  /** Limit of the expired locks that are kept, so that the client can try to buy the seats after the deadline. */
  private static final int MAX_EXPIRED = 4;

  private static final int MAX_SOLD = 8;

  private final String user;

  private final SeatPool pool;

  private final LoadProfile profile;

  private final Random random;

  private final RestCaller caller;

  private final @Nullable KafkaRequests requests;

  private final List<HeldLock> holds = new ArrayList<>();

  private final Deque<HeldLock> expired = new ArrayDeque<>();

  private final Deque<HeldLock> sold = new ArrayDeque<>();

  RandomClient(int number, SeatPool pool, LoadProfile profile, Random random, RestCaller caller,
      @Nullable KafkaRequests requests) {
    this.user = "u" + number;
    this.pool = pool;
    this.profile = profile;
    this.random = random;
    this.caller = caller;
    this.requests = requests;
  }

  /** @param turn held during each step */
  void run(BooleanSupplier stopped, Lock turn) {
    while (!stopped.getAsBoolean()) {
      turn.lock();
      try {
        step();
      } finally {
        turn.unlock();
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(random.nextLong(2 * profile.pause().toMillis() + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() {
    dropExpired();
    if (requests != null && random.nextInt(1000) < profile.kafka()) {
      overKafka(requests);
      return;
    }
    int draw = random.nextInt(100);
    if (draw < 24) {
      lock(List.of(pool.hot(random)), 1 + random.nextInt(2));
    } else if (draw < 42) {
      lock(List.of(pool.cold(random)), 1 + random.nextInt(5));
    } else if (draw < 50) {
      lock(pool.group(random), 1 + random.nextInt(5));
    } else if (draw < 62) {
      caller.read(random.nextBoolean() ? pool.hot(random) : pool.cold(random));
    } else if (draw < 70) {
      callWithoutRight();
    } else if (draw < 73) {
      sellLate();
    } else if (draw < 77) {
      release();
    } else if (holds.isEmpty()) {
      lock(List.of(pool.cold(random)), 1 + random.nextInt(5));
    } else {
      useHeldLock(draw);
    }
  }

  private void useHeldLock(int draw) {
    int index = random.nextInt(holds.size());
    HeldLock hold = holds.get(index);
    if (draw < 83) {
      caller.lock(hold.places(), user, 1 + random.nextInt(3));
    } else if (draw < 89) {
      extend(index, hold);
    } else if (draw < 95) {
      unlock(index, hold);
    } else {
      buy(index, hold);
    }
  }

  private void lock(List<Place> places, int seconds) {
    Answer answer = caller.lock(places, user, seconds);
    if (answer.isUnknown() && random.nextBoolean()) {
      // A retry after a missing answer, as any client would do; it must be safe.
      answer = caller.lock(places, user, seconds);
    }
    String lockId = answer.lockId();
    if (lockId != null && holds.stream().noneMatch(hold -> hold.lockId().equals(lockId))) {
      holds.add(new HeldLock(places, user, lockId, answer.expiresAt()));
    }
  }

  private void extend(int index, HeldLock hold) {
    Answer answer = caller.extend(hold.places(), userOrNull(), hold.lockId(), 1 + random.nextInt(4));
    if (answer.isDone()) {
      holds.set(index, hold.until(answer.expiresAt()));
    }
  }

  private void unlock(int index, HeldLock hold) {
    Answer answer = caller.unlock(hold.places(), userOrNull(), hold.lockId());
    if (!answer.isUnknown()) {
      holds.remove(index);
    }
  }

  private void buy(int index, HeldLock hold) {
    Answer answer = caller.sell(hold.places(), userOrNull(), hold.lockId());
    if (!answer.isUnknown()) {
      holds.remove(index);
    }
    if (answer.isDone()) {
      keep(sold, hold, MAX_SOLD);
    }
  }

  /** Releases a sold seat; otherwise there would soon be no seats left. */
  private void release() {
    HeldLock hold = sold.poll();
    if (hold == null) {
      caller.read(pool.cold(random));
    } else if (caller.release(hold.places(), userOrNull(), hold.lockId()).isUnknown()) {
      keep(sold, hold, MAX_SOLD);
    }
  }

  /** A call by a client that does not hold the seat. */
  private void callWithoutRight() {
    List<Place> place = List.of(random.nextBoolean() ? pool.hot(random) : pool.cold(random));
    String thief = random.nextBoolean() ? "thief" : null;
    String lockId = thief == null || random.nextBoolean() ? "%032x".formatted(random.nextLong()) : null;
    switch (random.nextInt(4)) {
      case 0 -> caller.unlock(place, thief, lockId);
      case 1 -> caller.release(place, thief, lockId);
      case 2 -> caller.extend(place, thief, lockId == null ? "0" : lockId, 60);
      default -> caller.sell(place, thief, lockId);
    }
  }

  /** A sale with the right lockId, but after the deadline. */
  private void sellLate() {
    HeldLock hold = expired.poll();
    if (hold != null) {
      caller.sell(hold.places(), userOrNull(), hold.lockId());
    } else {
      caller.read(pool.hot(random));
    }
  }

  private void overKafka(KafkaRequests requests) {
    if (holds.isEmpty() || random.nextInt(4) > 0) {
      boolean group = random.nextInt(5) == 0;
      List<Place> places = group
          ? pool.group(random)
          : List.of(random.nextBoolean() ? pool.hot(random) : pool.cold(random));
      requests.lock(places, 1 + random.nextInt(4));
    } else {
      HeldLock hold = holds.remove(random.nextInt(holds.size()));
      requests.sell(hold.places(), hold.user(), random.nextBoolean() ? hold.lockId() : null);
    }
  }

  private void dropExpired() {
    for (int i = holds.size() - 1; i >= 0; i--) {
      if (holds.get(i).hasExpired()) {
        keep(expired, holds.remove(i), MAX_EXPIRED);
      }
    }
  }

  private static void keep(Deque<HeldLock> kept, HeldLock hold, int most) {
    kept.add(hold);
    if (kept.size() > most) {
      kept.poll();
    }
  }

  /** The user in half of the calls: the lockId alone suffices. */
  private @Nullable String userOrNull() {
    return random.nextBoolean() ? user : null;
  }
}
