package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.TestRedis;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way to move the slot of a venue, key by key.
 *
 * @param key pattern of the name of one key
 * @param isFirst whether this key is moved before all others, or after them
 */
record SlotMove(String key, boolean isFirst) {

  /** What is tried while the slot moves, and must succeed afterwards. */
  @FunctionalInterface
  interface Attempt {

    void make() throws DraftOvertaken;
  }

  /** Each key of the hall, its plan and this draft once as the first that is moved, and once as the last. */
  static Stream<SlotMove> withDraft(String generation) {
    String draft = Pattern.quote(generation) + "$";
    Stream<String> parts = Stream.of("seat-plan-seats", "seat-occupancy", "seat-plan-document")
        .flatMap(part -> Stream.of(part + ":hall:" + draft, part + ":hall:(?!" + draft + ")"));
    return Stream.concat(Stream.of("seats:hall$", "seat-venues$", "seat-holdings:hall:ann$", "seat-plan:hall$"), parts)
        .flatMap(key -> Stream.of(new SlotMove(key, true), new SlotMove(key, false)));
  }

  /** Moves all keys, and makes all attempts after each. */
  void withAll(TestRedis redis, Attempt... attempts) {
    moveAll(redis, () -> Stream.of(attempts).forEach(SlotMove::succeeds));
    Stream.of(attempts).forEach(SlotMove::awaitSuccess);
  }

  /** Moves all keys, and makes one attempt after the other, each until it succeeds. */
  void withEachInTurn(TestRedis redis, Attempt... attempts) {
    Deque<Attempt> left = new ArrayDeque<>(List.of(attempts));
    moveAll(redis, () -> {
      while (!left.isEmpty() && succeeds(left.getFirst())) {
        left.removeFirst();
      }
    });
    left.forEach(SlotMove::awaitSuccess);
  }

  private void moveAll(TestRedis redis, Runnable afterEach) {
    Slot moving = Slot.of(redis, redis.key("hall", "seats:hall"));
    moving.begin();
    try {
      List<String> keys = moving.keys().sorted(order()).toList();
      assertThat(keys).hasSizeGreaterThan(10);
      keys.forEach(each -> {
        moving.move(each);
        afterEach.run();
      });
    } finally {
      moving.end();
    }
  }

  private Comparator<String> order() {
    Pattern pattern = Pattern.compile(key);
    return Comparator.comparing(name -> pattern.matcher(name).find() != isFirst);
  }

  /** The client needs a moment until it knows who has the slot now. */
  private static void awaitSuccess(Attempt attempt) {
    await().until(() -> succeeds(attempt));
  }

  private static boolean succeeds(Attempt attempt) {
    try {
      attempt.make();
      return true;
    } catch (SeatsUnavailable outage) {
      assertThat(outage).hasMessageMatching(".*(ASK|MOVED|TRYAGAIN|non local key|CLUSTERDOWN|not connected).*");
      return false;
    } catch (DraftOvertaken overtaken) {
      throw new AssertionError("a step that was refused was carried out in part", overtaken);
    }
  }
}
