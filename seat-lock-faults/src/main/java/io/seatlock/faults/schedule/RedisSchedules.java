package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Micros;
import io.seatlock.faults.load.Mix;
import io.seatlock.faults.proof.FailOver;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Redis itself is slow, dies, or comes back with less than it had. */
final class RedisSchedules {

  private static final int INSTANCES = 2;

  /** With {@code appendfsync everysec} what was answered is written two seconds later at the latest. */
  private static final Duration UNWRITTEN = Duration.ofSeconds(2);

  /** What the primary had not yet sent to its replica when the link was cut. */
  private static final Duration UNSENT = Duration.ofMillis(500);

  private RedisSchedules() {}

  private static Timeline load(Random random) {
    return new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
  }

  static Schedule slow(Random random, Scale scale) {
    Theme theme = new Theme("slow-redis", List.of(15), "CLIENT PAUSE of five seconds: nobody is answered",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(4); i++) {
      time.afterAbout(3000).then("CLIENT PAUSE 5000", stage -> {
        stage.pulse().forgetSlowest();
        var _ = RedisCall.ask(stage.redis().primaries().getFirst(), "CLIENT", "PAUSE", "5000");
      });
      time.after(5000).then("the pause is over", stage -> {
        stage.pulse().repaired();
        long slowest = stage.pulse().slowestMillis();
        stage.notes().bound(slowest <= 1000, "slowest answer during CLIENT PAUSE: " + slowest + " ms");
      });
      time.after(2500).then("are seats granted again?", stage -> {
        List<Long> recoveries = stage.pulse().recoveriesMillis();
        boolean soon = !recoveries.isEmpty() && recoveries.getLast() <= 2000;
        stage.notes().bound(soon, "ms from each end of a pause to the next grant: " + recoveries);
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule killed(Random random, Scale scale) {
    Theme theme = new Theme("kill-redis", List.of(13, 15),
        "SIGKILL of Redis, which comes back with its append-only file",
        Ground.single(INSTANCES).withRedis(Ground.SYNCED));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(8); i++) {
      long away = time.between(200, 2500);
      time.afterAbout(3000).then("SIGKILL of Redis", stage -> stage.single().process().kill());
      time.after(away).then("Redis is started, after " + away + " ms", stage -> {
        stage.single().process().restart();
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule hanging(Random random, Scale scale) {
    Theme theme = new Theme("hang-redis", List.of(15),
        "SIGSTOP of Redis; on waking it carries out what callers have long given up",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(6); i++) {
      long away = time.between(300, 4000);
      time.afterAbout(2500).then("SIGSTOP of Redis", stage -> stage.single().process().pause());
      time.after(away).then("SIGCONT of Redis, after " + away + " ms", stage -> {
        stage.single().process().resume();
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule olderFile(Random random, Scale scale) {
    Theme theme = new Theme("older-append-only-file", List.of(12),
        "Redis comes back with an append-only file that is a second old or more; what was granted since is lost",
        Ground.single(INSTANCES), true);
    Timeline time = load(random);
    for (int i = 0; i < scale.of(6); i++) {
      long age = time.between(500, 2500);
      time.afterAbout(3000).then("copy of the append-only file", stage -> {
        long copiedAt = Micros.now();
        stage.single().copyFile();
        stage.remember(copiedAt);
      });
      time.after(age).then("SIGKILL of Redis and a start with the copy, " + age + " ms old", stage -> {
        long cutAt = Micros.now();
        stage.single().restartFromCopy();
        stage.pulse().repaired();
        Duration lost = Duration.ofNanos((cutAt - stage.remembered()) * 1000);
        stage.failOvers().add(new FailOver(cutAt, Micros.now(), lost.plus(UNWRITTEN)));
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule failOversFast(Random random, Scale scale) {
    return failOvers(new Theme("fail-over-fast", List.of(12),
        "the replica lags, the primary is lost and the replica takes over; mode fast, so some grants are lost",
        Ground.replicated(INSTANCES), true), random, scale);
  }

  static Schedule failOversSafe(Random random, Scale scale) {
    return failOvers(new Theme("fail-over-safe", List.of(12),
        "the same in mode safe, with three instances: no grant that was answered may be lost, and none is refused before"
            + " something breaks",
        Ground.replicated(SafeModeSchedules.INSTANCES).with(Ground.SAFE, "seat-lock.durability.timeout=200ms"), true),
        random, scale);
  }

  /** The link to the replica is cut a while before, as in a failing network; so the replica has less. */
  private static Schedule failOvers(Theme theme, Random random, Scale scale) {
    Timeline time = load(random);
    if (theme.ground().isSafe()) {
      time.then("count refusals", SafeModeSchedules::healthyAgain);
    }
    for (int i = 0; i < scale.of(50); i++) {
      long lag = time.between(50, 300);
      boolean kill = time.number(4) == 0;
      time.afterAbout(600).then("the replica gets nothing any more", stage -> {
        stage.pulse().endCountOfRefusals();
        stage.remember(Micros.now());
        stage.replicated().replication().set(Proxy.Mode.BLACK_HOLE);
      });
      time.after(lag).then((kill ? "SIGKILL of the primary" : "the primary is cut off") + " after " + lag
          + " ms, the replica takes over", stage -> failOver(stage, kill, theme.ground().isSafe()));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static void failOver(Stage stage, boolean kill, boolean safe) {
    long cutAt = Micros.now();
    stage.replicated().loseLink();
    if (kill) {
      stage.replicated().killPrimary();
    }
    stage.replicated().promote();
    stage.pulse().repaired();
    Duration lag = Duration.ofNanos((cutAt - stage.remembered()) * 1000);
    stage.failOvers().add(new FailOver(cutAt, Micros.now(), lag.plus(UNSENT)));
    stage.replicated().rejoin();
    if (safe) {
      SafeModeSchedules.healthyAgain(stage);
    } else {
      Await.sleep(Duration.ofMillis(100));
    }
  }
}
