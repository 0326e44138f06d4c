package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Instances of the service die, hang, and come back. */
final class KillSchedules {

  private static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private KillSchedules() {}

  static Schedule oneAfterTheOther(Random random, Scale scale) {
    return kills(new Theme("kill-one-of-three", List.of(8, 9),
        "SIGKILL of one of three instances at random moments, the next before the last is long back",
        Ground.single(INSTANCES)), Mix.USUAL, random, scale);
  }

  static Schedule inPartitions(Random random, Scale scale) {
    return kills(new Theme("kill-with-partitions", List.of(8, 9, 10),
        "the same with four partitions, so that each instance may relay some of them",
        Ground.single(INSTANCES).with("seat-lock.partitions=4")), Mix.USUAL, random, scale);
  }

  static Schedule overKafka(Random random, Scale scale) {
    return kills(new Theme("kill-while-consuming", List.of(8, 9, 18),
        "the same while half of the requests come over Kafka; each death is a rebalance, too",
        Ground.single(INSTANCES)), Mix.OVER_KAFKA, random, scale);
  }

  private static Schedule kills(Theme theme, Mix mix, Random random, Scale scale) {
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(mix)).after(1000);
    int victim = 0;
    for (int i = 0; i < scale.of(50); i++) {
      victim = (victim + 1 + time.number(INSTANCES - 1)) % INSTANCES;
      kill(time.afterAbout(2400), victim);
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  /** As soon as another one serves; the victim itself may still be starting. */
  private static void kill(Timeline time, int victim) {
    time.then("SIGKILL of instance " + victim, stage -> {
      ServiceProcess service = stage.service(victim);
      Await.must("another instance serves", PATIENCE,
          () -> stage.services().stream().anyMatch(other -> other != service && other.isReady()));
      service.kill();
      stage.pulse().repaired();
      service.restart();
      stage.killed();
    });
  }

  static Schedule allAtOnce(Random random, Scale scale) {
    Theme theme = new Theme("kill-all-at-once", List.of(8, 9), "SIGKILL of all three instances at the same moment",
        Ground.single(INSTANCES));
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
    for (int i = 0; i < scale.of(10); i++) {
      time.afterAbout(2000).then("SIGKILL of all 3 instances", stage -> {
        stage.services().forEach(ServiceProcess::kill);
        stage.services().forEach(_ -> stage.killed());
        stage.services().forEach(ServiceProcess::restart);
        stage.services().forEach(ServiceProcess::awaitLive);
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }
}
