package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.rig.Running;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Many seats that are locked in groups of 50, which is quicker than one by one. */
final class Crowd {

  static final int GROUP = 50;

  private static final int CONNECTIONS = 32;

  private static final String GRANTED = "HTTP/1.1 200";

  private Crowd() {}

  /** Locks seats 1 to a number of a venue for as long as a run lasts. */
  static void lock(Running running, String venue, int seats) {
    answers(running, venue, seats, () -> Requests.LONG);
  }

  /** The answers, one for each {@link #GROUP} seats, in their order. */
  static List<String> answers(Running running, String venue, int seats, IntSupplier timeoutSeconds) {
    List<String> answers = Callers.answers(running.port(), CONNECTIONS, seats / GROUP,
        i -> Requests.group(venue, 1 + i * GROUP, GROUP, "u" + i, timeoutSeconds.getAsInt()));
    long refused = answers.stream().filter(answer -> !answer.startsWith(GRANTED)).count();
    if (refused > 0) {
      throw new IllegalStateException("%s refused %d of %d groups of free seats".formatted(running.name(), refused,
          answers.size()));
    }
    return answers;
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
