package io.seatlock.benchmark.work.manylocks;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.setup.RunningContender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Locks many seats, in groups of 50 if that makes no difference, since it is faster than one by one. */
final class GroupedLocks {

  static final int GROUP = 50;

  private static final int CONNECTIONS = 32;

  /** A service that is not warmed up may time out under so many requests and answer 503. */
  private static final int TRIES = 5;

  private static final String GRANTED = "HTTP/1.1 200";

  private GroupedLocks() {}

  /** Locks the seats 1 to {@code seats} of a venue for longer than a run lasts. */
  static void lock(RunningContender running, String venue, int seats) {
    answers(running, venue, seats, GROUP, () -> Requests.LONG);
  }

  /** As {@link #lock}, each seat for another user. The seats of a group would remember each other. */
  static void lockOneByOne(RunningContender running, String venue, int seats) {
    answers(running, venue, seats, 1, () -> Requests.LONG);
  }

  /**
   * Locks the seats 1 to {@code seats} of a venue. Returns one answer for each {@link #GROUP} seats, in their order.
   */
  static List<String> answers(RunningContender running, String venue, int seats, IntSupplier timeoutSeconds) {
    return answers(running, venue, seats, GROUP, timeoutSeconds);
  }

  private static List<String> answers(RunningContender running, String venue, int seats, int size,
      IntSupplier timeoutSeconds) {
    List<String> answers = new ArrayList<>(Collections.nCopies(seats / size, ""));
    for (int tries = 0; tries < TRIES && !waiting(answers).isEmpty(); tries++) {
      List<Integer> groups = waiting(answers);
      List<String> more = Callers.answers(running.port(), CONNECTIONS, groups.size(),
          i -> Requests.group(venue, 1 + groups.get(i) * size, size, "u" + groups.get(i), timeoutSeconds.getAsInt()));
      for (int i = 0; i < groups.size(); i++) {
        answers.set(groups.get(i), more.get(i));
      }
    }
    int refused = waiting(answers).size();
    if (refused > 0) {
      throw new IllegalStateException("%s refused %d of %d groups of free seats, the last one: %s".formatted(
          running.name(), refused, answers.size(), answers.get(waiting(answers).getLast())));
    }
    return answers;
  }

  /** The groups that are not locked yet. */
  private static List<Integer> waiting(List<String> answers) {
    return IntStream.range(0, answers.size()).filter(group -> !answers.get(group).startsWith(GRANTED)).boxed().toList();
  }

  /** The keys of the records about the seats of a group. */
  static List<String> keys(String venue, int group) {
    return IntStream.rangeClosed(1 + group * GROUP, (group + 1) * GROUP)
        .mapToObj(seat -> key(venue, seat)).toList();
  }

  static String key(String venue, int seat) {
    return venue + ":" + Requests.row(seat) + ":" + seat;
  }
}
