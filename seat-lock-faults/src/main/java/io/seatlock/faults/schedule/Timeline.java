package io.seatlock.faults.schedule;

import io.seatlock.faults.load.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Builds the steps of a schedule one after the other. All random values come from the seed. */
final class Timeline {

  private final List<Step> steps = new ArrayList<>();

  private final Random random;

  private long now;

  Timeline(Random random) {
    this.random = random;
  }

  /** A timeline that begins with starting a load. */
  static Timeline underLoad(Random random, LoadProfile profile) {
    return new Timeline(random).then("load", system -> system.startLoad(profile)).after(1000);
  }

  /** Adds a step at the present time of this timeline. */
  Timeline then(String what, Step.Action action) {
    steps.add(new Step(now, what, action));
    return this;
  }

  Timeline after(long millis) {
    now += millis;
    return this;
  }

  /** Advances the time by half to one and a half of this. */
  Timeline afterAbout(long millis) {
    return after(millis / 2 + random.nextLong(millis + 1));
  }

  int number(int below) {
    return random.nextInt(below);
  }

  /** A random number; both ends are included. */
  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
