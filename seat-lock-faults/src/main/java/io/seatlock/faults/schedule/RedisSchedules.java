package io.seatlock.faults.schedule;

import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.redis.RedisCall;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Schedules in which Redis itself is slow, dies, or comes back with less data than it had. */
final class RedisSchedules {

  private static final int INSTANCES = 2;

  /** With {@code appendfsync everysec} what was answered is written two seconds later at the latest. */
  private static final Duration UNWRITTEN = Duration.ofSeconds(2);

  /** How old a change can be that the primary had not yet sent to its replica when the link was cut. */
  private static final Duration UNSENT = Duration.ofMillis(500);

  private RedisSchedules() {}

  static Schedule slow(Random random, Scale scale) {
    Theme theme = new Theme("slow-redis", List.of(15), "CLIENT PAUSE of five seconds: nobody is answered",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(4); i++) {
      time.afterAbout(3000).then("CLIENT PAUSE 5000", system -> {
        system.statistics().resetSlowest();
        var _ = RedisCall.ask(system.redis().primaries().getFirst(), "CLIENT", "PAUSE", "5000");
      });
      time.after(5000).then("the pause is over", system -> {
        system.statistics().repaired();
        long slowest = system.statistics().slowestMillis();
        system.measurements().bound(slowest <= 1000, "slowest answer during CLIENT PAUSE: " + slowest + " ms");
      });
      time.after(2500).then("are seats granted again?", system -> {
        List<Long> recoveries = system.statistics().recoveriesMillis();
        boolean soon = !recoveries.isEmpty() && recoveries.getLast() <= 2000;
        system.measurements().bound(soon, "ms from each end of a pause to the next grant: " + recoveries);
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule killed(Random random, Scale scale) {
    Theme theme = new Theme("kill-redis", List.of(13, 15),
        "SIGKILL of Redis, which comes back with its append-only file",
        Setup.single(INSTANCES).withRedis(Setup.SYNCED));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(8); i++) {
      long away = time.between(200, 2500);
      time.afterAbout(3000).then("SIGKILL of Redis", system -> system.single().process().kill());
      time.after(away).then("Redis is started, after " + away + " ms", system -> {
        system.single().process().restart();
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule hanging(Random random, Scale scale) {
    Theme theme = new Theme("hang-redis", List.of(15),
        "SIGSTOP of Redis; on waking it carries out what callers have long given up",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(6); i++) {
      long away = time.between(300, 4000);
      time.afterAbout(2500).then("SIGSTOP of Redis", system -> system.single().process().pause());
      time.after(away).then("SIGCONT of Redis, after " + away + " ms", system -> {
        system.single().process().resume();
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule olderFile(Random random, Scale scale) {
    Theme theme = new Theme("older-append-only-file", List.of(12),
        "Redis comes back with an append-only file that is a second old or more; what was granted since is lost",
        Setup.single(INSTANCES), true);
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(6); i++) {
      long age = time.between(500, 2500);
      time.afterAbout(3000).then("copy of the append-only file", system -> {
        long copiedAt = Times.now();
        system.single().copyFile();
        system.remember(copiedAt);
      });
      time.after(age).then("SIGKILL of Redis and a start with the copy, " + age + " ms old", system -> {
        long cutAt = Times.now();
        system.single().restartFromCopy();
        system.statistics().repaired();
        Duration lost = Duration.ofNanos((cutAt - system.remembered()) * 1000);
        system.failOvers().add(new FailOver(cutAt, Times.now(), lost.plus(UNWRITTEN)));
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule failOversFast(Random random, Scale scale) {
    return failOvers(new Theme("fail-over-fast", List.of(12),
        "the replica lags, the primary is lost and the replica takes over; mode fast, so some grants are lost",
        Setup.replicated(INSTANCES), true), random, scale);
  }

  static Schedule failOversSafe(Random random, Scale scale) {
    return failOvers(new Theme("fail-over-safe", List.of(12),
        "the same in mode safe, with three instances: no grant that was answered may be lost, and none is refused before"
            + " something breaks",
        Setup.replicated(SafeModeSchedules.INSTANCES).with(Setup.SAFE, "seat-lock.durability.timeout=200ms"), true),
        random, scale);
  }

  /**
   * The link to the replica fails some time before the primary, as in a failing network. So the replica lacks the
   * latest changes.
   */
  private static Schedule failOvers(Theme theme, Random random, Scale scale) {
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    if (theme.setup().isSafe()) {
      time.then("count refusals", SafeModeSchedules::startHealthyPeriod);
    }
    for (int i = 0; i < scale.of(50); i++) {
      long lag = time.between(50, 300);
      boolean kill = time.number(4) == 0;
      time.afterAbout(600).then("the replica gets nothing any more", system -> {
        system.statistics().endHealthyPeriod();
        system.remember(Times.now());
        system.replicated().replication().set(TcpProxy.Mode.BLACK_HOLE);
      });
      time.after(lag).then((kill ? "SIGKILL of the primary" : "the primary is cut off") + " after " + lag
          + " ms, the replica takes over", system -> failOver(system, kill, theme.setup().isSafe()));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static void failOver(SystemUnderTest system, boolean kill, boolean safe) {
    long cutAt = Times.now();
    system.replicated().loseLink();
    if (kill) {
      system.replicated().killPrimary();
    }
    system.replicated().promote();
    system.statistics().repaired();
    Duration lag = Duration.ofNanos((cutAt - system.remembered()) * 1000);
    system.failOvers().add(new FailOver(cutAt, Times.now(), lag.plus(UNSENT)));
    system.replicated().rejoin();
    if (safe) {
      SafeModeSchedules.startHealthyPeriod(system);
    } else {
      Await.sleep(Duration.ofMillis(100));
    }
  }
}
