package io.seatlock.faults.schedule;

import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Schedules in which instances of the service are killed and restarted. */
final class KillSchedules {

  private static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private KillSchedules() {}

  static Schedule oneAfterTheOther(Random random, Scale scale) {
    return kills(new Theme("kill-one-of-three", List.of(8, 9),
        "SIGKILL of one of three instances at random moments, soon after the previous victim serves again",
        Setup.single(INSTANCES)), LoadProfile.USUAL, random, scale);
  }

  static Schedule inPartitions(Random random, Scale scale) {
    return kills(new Theme("kill-with-partitions", List.of(8, 9, 10),
        "the same with four partitions, so that each instance may relay some of them",
        Setup.single(INSTANCES).with("seat-lock.partitions=4")), LoadProfile.USUAL, random, scale);
  }

  static Schedule overKafka(Random random, Scale scale) {
    return kills(new Theme("kill-while-consuming", List.of(8, 9, 18),
        "the same while half of the requests come over Kafka; each death is a rebalance, too",
        Setup.single(INSTANCES)), LoadProfile.OVER_KAFKA, random, scale);
  }

  private static Schedule kills(Theme theme, LoadProfile profile, Random random, Scale scale) {
    Timeline time = Timeline.underLoad(random, profile);
    int victim = 0;
    for (int i = 0; i < scale.of(50); i++) {
      victim = (victim + 1 + time.number(INSTANCES - 1)) % INSTANCES;
      kill(time.afterAbout(2400), victim);
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  /** Kills an instance as soon as another one serves; the victim itself may still be starting. */
  private static void kill(Timeline time, int victim) {
    time.then("SIGKILL of instance " + victim, system -> {
      ServiceProcess service = system.service(victim);
      Await.must("another instance serves", PATIENCE,
          () -> system.services().stream().anyMatch(other -> other != service && other.isReady()));
      service.kill();
      system.statistics().repaired();
      service.restart();
      system.killed();
    });
  }

  static Schedule allAtOnce(Random random, Scale scale) {
    Theme theme = new Theme("kill-all-at-once", List.of(8, 9), "SIGKILL of all three instances at the same moment",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(10); i++) {
      time.afterAbout(2000).then("SIGKILL of all 3 instances", system -> {
        system.services().forEach(ServiceProcess::kill);
        system.services().forEach(_ -> system.killed());
        system.services().forEach(ServiceProcess::restart);
        system.services().forEach(ServiceProcess::awaitLive);
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }
}
