package io.seatlock.faults.schedule;

import io.seatlock.faults.load.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts the steps of a schedule one behind the other; what is random comes from the seed. */
final class Timeline {

  private final List<Step> steps = new ArrayList<>();

  private final Random random;

  private long now;

  Timeline(Random random) {
    this.random = random;
  }

  /** Begins with a load. */
  static Timeline underLoad(Random random, LoadProfile profile) {
    return new Timeline(random).then("load", system -> system.startLoad(profile)).after(1000);
  }

  /** Happens now. */
  Timeline then(String what, Step.Act act) {
    steps.add(new Step(now, what, act));
    return this;
  }

  Timeline after(long millis) {
    now += millis;
    return this;
  }

  /** Up to a half more or less. */
  Timeline afterAbout(long millis) {
    return after(millis / 2 + random.nextLong(millis + 1));
  }

  int number(int below) {
    return random.nextInt(below);
  }

  /** From and to are included. */
  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
