package io.seatlock.best.choice;

import java.util.Arrays;
import java.util.List;

/** Keeps the {@link #MAX_CHOICES} choices with the lowest cost; among equal costs, those offered first. */
final class RankedChoices {

  static final int MAX_CHOICES = 32;

  private final long[] costs = new long[MAX_CHOICES];

  private final int[][] choices = new int[MAX_CHOICES][];

  private int size;

  /** Whether a choice of this cost would not be kept. */
  boolean isFullBelow(long cost) {
    return size == MAX_CHOICES && costs[MAX_CHOICES - 1] <= cost;
  }

  void offer(long cost, int... choice) {
    if (isFullBelow(cost)) {
      return;
    }
    int index = size == MAX_CHOICES ? MAX_CHOICES - 1 : size++;
    while (index > 0 && costs[index - 1] > cost) {
      costs[index] = costs[index - 1];
      choices[index] = choices[index - 1];
      index--;
    }
    costs[index] = cost;
    choices[index] = choice;
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
