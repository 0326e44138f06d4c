package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.List;

/** The best so many of what is offered, by cost; of equal cost the first offered. */
final class Ranked {

  static final int MOST = 32;

  private final long[] costs = new long[MOST];

  private final int[][] choices = new int[MOST][];

  private int size;

  /** Whether something of this cost would have no place. */
  boolean isFullBelow(long cost) {
    return size == MOST && costs[MOST - 1] <= cost;
  }

  void offer(long cost, int... choice) {
    if (isFullBelow(cost)) {
      return;
    }
    int place = size == MOST ? MOST - 1 : size++;
    while (place > 0 && costs[place - 1] > cost) {
      costs[place] = costs[place - 1];
      choices[place] = choices[place - 1];
      place--;
    }
    costs[place] = cost;
    choices[place] = choice;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long best() {
    return costs[0];
  }

  List<int[]> all() {
    return Arrays.asList(choices).subList(0, size);
  }
}
