package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Several instances in safe mode: what they refuse while nothing is broken, and what they write while no replica is there. */
final class SafeModeSchedules {

  static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Without any refusal, all instances count as having noticed that the replica is back. */
  private static final Duration CALM = Duration.ofMillis(500);

  private SafeModeSchedules() {}

  static Schedule replicaHealthy(Random random, Scale scale) {
    Theme theme = new Theme("safe-with-replica", List.of(27),
        "three instances in mode safe share a healthy replica, four partitions; nothing is broken and nothing refused",
        Ground.replicated(INSTANCES).with(Ground.SAFE, "seat-lock.partitions=4"));
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000)
        .then("count refusals", SafeModeSchedules::healthyAgain);
    time.after(scale.of(30) * 1000L).then("count is over", SafeModeSchedules::healthyUntilNow);
    return Schedule.of(theme, time, random.nextLong());
  }

  static Schedule replicaAway(Random random, Scale scale) {
    Theme theme = new Theme("safe-without-replica", List.of(27, 28),
        "the replica of three instances in mode safe dies while half of the requests come over Kafka",
        Ground.replicated(INSTANCES).with(Ground.SAFE, "seat-lock.partitions=4"));
    long away = Math.max(8000, scale.of(180) * 1000L);
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.OVER_KAFKA)).after(1000)
        .then("count refusals", SafeModeSchedules::healthyAgain).afterAbout(4000)
        .then("SIGKILL of the replica", stage -> {
          healthyUntilNow(stage);
          stage.replicated().killReplica();
          awaitLastEnds(stage);
          stage.remember(stored(stage));
        });
    time.after(away).then("the replica is started, after " + away + " ms", stage -> {
      long before = stage.remembered();
      long now = stored(stage);
      stage.notes().figure("events and keys after %d s without replica: %,d, before: %,d".formatted(away / 1000, now,
          before));
      // Marks of safe mode end by themselves, so there may be fewer.
      stage.notes().demand(now <= before, "the store grew by " + (now - before) + " without a replica");
      stage.replicated().rejoin();
      stage.pulse().repaired();
      healthyAgain(stage);
    });
    time.after(3000).then("count is over", SafeModeSchedules::healthyUntilNow);
    return Schedule.of(theme, time, random.nextLong());
  }

  /** Locks end also without a replica, and each end is an event. */
  private static void awaitLastEnds(Stage stage) {
    Await.must("changes are refused and the last locks have ended", PATIENCE,
        () -> stage.alive() == 0 && stage.services().stream().noneMatch(ServiceProcess::isReady));
  }

  private static long stored(Stage stage) throws IOException {
    long sum = stage.backlog();
    for (int port : stage.redis().primaries()) {
      sum += RedisCall.number(port, "DBSIZE");
    }
    return sum;
  }

  /** From now on nothing may be refused, until {@link #healthyUntilNow}. */
  static void healthyAgain(Stage stage) {
    stage.services().forEach(ServiceProcess::awaitReady);
    Await.must("nothing is refused while the replica follows", PATIENCE, () -> {
      long before = stage.pulse().refused();
      Await.sleep(CALM);
      return stage.pulse().refused() == before;
    });
    stage.pulse().countRefusals();
  }

  static void healthyUntilNow(Stage stage) {
    stage.pulse().endCountOfRefusals();
  }
}
