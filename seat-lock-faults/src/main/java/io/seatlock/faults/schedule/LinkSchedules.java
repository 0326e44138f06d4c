package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The links between the instances and Redis fail, each in its own way. */
final class LinkSchedules {

  private static final int INSTANCES = 2;

  private LinkSchedules() {}

  private static Timeline load(Random random) {
    return new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
  }

  static Schedule cuts(Random random, Scale scale) {
    Theme theme = new Theme("link-cuts", List.of(5), "the links to Redis are reset, one or all of them",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(50); i++) {
      int link = time.number(INSTANCES + 1);
      String which = link == INSTANCES ? "all links" : "the link of instance " + link;
      time.afterAbout(700).then("reset of " + which, stage -> {
        stage.links().each(link, Proxy::cut);
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule blackHoles(Random random, Scale scale) {
    Theme theme = new Theme("black-hole", List.of(14, 15),
        "nothing passes between one or all instances and Redis for a while; what was sent arrives late",
        Ground.single(INSTANCES));
    return modes(theme, Proxy.Mode.BLACK_HOLE, 3000, random, scale.of(8));
  }

  static Schedule droppedReplies(Random random, Scale scale) {
    Theme theme = new Theme("dropped-replies", List.of(14, 15),
        "Redis does what it is told, but its replies to one or all instances are lost; callers try again",
        Ground.single(INSTANCES));
    return modes(theme, Proxy.Mode.DROP_REPLIES, 1500, random, scale.of(12));
  }

  private static Schedule modes(Theme theme, Proxy.Mode mode, long millis, Random random, int times) {
    Timeline time = load(random);
    for (int i = 0; i < times; i++) {
      int link = time.number(INSTANCES + 1);
      String which = link == INSTANCES ? "all links" : "the link of instance " + link;
      time.afterAbout(1500).then(mode + " on " + which, stage -> stage.links().each(link, proxy -> proxy.set(mode)));
      time.afterAbout(millis).then("PASS on all links", stage -> {
        stage.links().each(proxy -> proxy.set(Proxy.Mode.PASS));
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule halfOpen(Random random, Scale scale) {
    Theme theme = new Theme("half-open-and-slow", List.of(5, 15),
        "connections lose their Redis without being told, and slow links",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(8); i++) {
      int link = time.number(INSTANCES);
      long delay = time.between(20, 300);
      time.afterAbout(1500).then("the link of instance " + link + " is half open",
          stage -> stage.links().of(link).halfOpen());
      time.afterAbout(1500).then("all links are slower by " + delay + " ms",
          stage -> stage.links().each(proxy -> proxy.setDelay(Duration.ofMillis(delay))));
      time.afterAbout(1500).then("all links are fast", stage -> {
        stage.links().each(proxy -> proxy.setDelay(Duration.ZERO));
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }
}
