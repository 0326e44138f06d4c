package io.seatlock.faults.schedule;

import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.testkit.net.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Schedules in which the links between the instances and Redis fail in different ways. */
final class LinkSchedules {

  private static final int INSTANCES = 2;

  private LinkSchedules() {}

  static Schedule cuts(Random random, Scale scale) {
    Theme theme = new Theme("link-cuts", List.of(5), "the links to Redis are reset, one or all of them",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(50); i++) {
      int link = time.number(INSTANCES + 1);
      String which = link == INSTANCES ? "all links" : "the link of instance " + link;
      time.afterAbout(700).then("reset of " + which, system -> {
        system.links().each(link, TcpProxy::cut);
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule blackHoles(Random random, Scale scale) {
    Theme theme = new Theme("black-hole", List.of(14, 15),
        "nothing passes between one or all instances and Redis for a while; what was sent arrives late",
        Setup.single(INSTANCES));
    return modes(theme, TcpProxy.Mode.BLACK_HOLE, 3000, random, scale.of(8));
  }

  static Schedule droppedReplies(Random random, Scale scale) {
    Theme theme = new Theme("dropped-replies", List.of(14, 15),
        "Redis carries out all commands, but its replies to one or all instances are lost; callers try again",
        Setup.single(INSTANCES));
    return modes(theme, TcpProxy.Mode.DROP_REPLIES, 1500, random, scale.of(12));
  }

  private static Schedule modes(Theme theme, TcpProxy.Mode mode, long millis, Random random, int times) {
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < times; i++) {
      int link = time.number(INSTANCES + 1);
      String which = link == INSTANCES ? "all links" : "the link of instance " + link;
      time.afterAbout(1500).then(mode + " on " + which, system -> system.links().each(link, proxy -> proxy.set(mode)));
      time.afterAbout(millis).then("PASS on all links", system -> {
        system.links().each(proxy -> proxy.set(TcpProxy.Mode.PASS));
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule halfOpen(Random random, Scale scale) {
    Theme theme = new Theme("half-open-and-slow", List.of(5, 15),
        "half-open connections to Redis, and slow links",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(8); i++) {
      int link = time.number(INSTANCES);
      long delay = time.between(20, 300);
      time.afterAbout(1500).then("the link of instance " + link + " is half open",
          system -> system.links().of(link).halfOpen());
      time.afterAbout(1500).then("all links are slower by " + delay + " ms",
          system -> system.links().each(proxy -> proxy.setDelay(Duration.ofMillis(delay))));
      time.afterAbout(1500).then("all links are fast", system -> {
        system.links().each(proxy -> proxy.setDelay(Duration.ZERO));
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }
}
