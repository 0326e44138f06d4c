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
 * One client: locks, repeats, extends, buys, gives back, reads, comes too late, and tries what it has no
 * right to; all by its own seed. For one thread.
 */
final class RandomClient {

  /** What it lost by time and may still try to buy. */
  private static final int MOST_LAPSED = 4;

  private static final int MOST_SOLD = 8;

  private final String user;

  private final SeatPool pool;

  private final LoadProfile mix;

  private final Random random;

  private final RestCaller caller;

  private final @Nullable KafkaRequests requests;

  private final List<HeldLock> holds = new ArrayList<>();

  private final Deque<HeldLock> lapsed = new ArrayDeque<>();

  private final Deque<HeldLock> sold = new ArrayDeque<>();

  RandomClient(int number, SeatPool pool, LoadProfile mix, Random random, RestCaller caller,
      @Nullable KafkaRequests requests) {
    this.user = "u" + number;
    this.pool = pool;
    this.mix = mix;
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
      Thread.sleep(random.nextLong(2 * mix.pause().toMillis() + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() {
    forgetWhatIsOver();
    if (requests != null && random.nextInt(1000) < mix.kafka()) {
      overKafka(requests);
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 24) {
      lock(List.of(pool.hot(random)), 1 + random.nextInt(2));
    } else if (dice < 42) {
      lock(List.of(pool.cold(random)), 1 + random.nextInt(5));
    } else if (dice < 50) {
      lock(pool.group(random), 1 + random.nextInt(5));
    } else if (dice < 62) {
      caller.read(random.nextBoolean() ? pool.hot(random) : pool.cold(random));
    } else if (dice < 70) {
      foreign();
    } else if (dice < 73) {
      late();
    } else if (dice < 77) {
      release();
    } else if (holds.isEmpty()) {
      lock(List.of(pool.cold(random)), 1 + random.nextInt(5));
    } else {
      onOwn(dice);
    }
  }

  private void onOwn(int dice) {
    int index = random.nextInt(holds.size());
    HeldLock hold = holds.get(index);
    if (dice < 83) {
      caller.lock(hold.places(), user, 1 + random.nextInt(3));
    } else if (dice < 89) {
      extend(index, hold);
    } else if (dice < 95) {
      giveBack(index, hold);
    } else {
      buy(index, hold);
    }
  }

  private void lock(List<Place> places, int seconds) {
    Answer answer = caller.lock(places, user, seconds);
    if (answer.isUnknown() && random.nextBoolean()) {
      // What everybody does who got no answer; it must be safe.
      answer = caller.lock(places, user, seconds);
    }
    String lockId = answer.lockId();
    if (lockId != null && holds.stream().noneMatch(hold -> hold.lockId().equals(lockId))) {
      holds.add(new HeldLock(places, user, lockId, answer.expiresAt()));
    }
  }

  private void extend(int index, HeldLock hold) {
    Answer answer = caller.extend(hold.places(), userOrNot(), hold.lockId(), 1 + random.nextInt(4));
    if (answer.isDone()) {
      holds.set(index, hold.until(answer.expiresAt()));
    }
  }

  private void giveBack(int index, HeldLock hold) {
    Answer answer = caller.unlock(hold.places(), userOrNot(), hold.lockId());
    if (!answer.isUnknown()) {
      holds.remove(index);
    }
  }

  private void buy(int index, HeldLock hold) {
    Answer answer = caller.sell(hold.places(), userOrNot(), hold.lockId());
    if (!answer.isUnknown()) {
      holds.remove(index);
    }
    if (answer.isDone()) {
      keep(sold, hold, MOST_SOLD);
    }
  }

  /** Sold seats go back on sale, or there would soon be none left. */
  private void release() {
    HeldLock hold = sold.poll();
    if (hold == null) {
      caller.read(pool.cold(random));
    } else if (caller.release(hold.places(), userOrNot(), hold.lockId()).isUnknown()) {
      keep(sold, hold, MOST_SOLD);
    }
  }

  /** By somebody who has no right to it. */
  private void foreign() {
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

  /** With the right secret, but after the deadline. */
  private void late() {
    HeldLock hold = lapsed.poll();
    if (hold != null) {
      caller.sell(hold.places(), userOrNot(), hold.lockId());
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

  private void forgetWhatIsOver() {
    for (int i = holds.size() - 1; i >= 0; i--) {
      if (holds.get(i).isOver()) {
        keep(lapsed, holds.remove(i), MOST_LAPSED);
      }
    }
  }

  private static void keep(Deque<HeldLock> kept, HeldLock hold, int most) {
    kept.add(hold);
    if (kept.size() > most) {
      kept.poll();
    }
  }

  /** The secret suffices; the user may be named as well. */
  private @Nullable String userOrNot() {
    return random.nextBoolean() ? user : null;
  }
}
