package io.seatlock.faults.schedule;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Schedules in which a Redis Cluster loses primaries. */
final class ClusterSchedules {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * How long before its death a primary may have acknowledged a change that was not replicated. On one machine
   * replication is far quicker.
   */
  private static final Duration UNREPLICATED = Duration.ofSeconds(1);

  private ClusterSchedules() {}

  static Schedule primaryLost(Random random, Scale scale) {
    Theme theme = new Theme("cluster-loses-primaries", List.of(6, 12),
        "SIGKILL of a primary of three; its replica takes over, and it comes back as a replica",
        Setup.clustered(3), true);
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(5); i++) {
      int victim = time.number(3);
      time.afterAbout(3000).then("SIGKILL of primary " + victim, system -> lose(system, victim));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static void lose(SystemUnderTest system, int victim) {
    RedisProcess primary = system.clustered().cluster().primaries().get(victim);
    long cutAt = Times.now();
    primary.kill();
    Await.must("the replica has taken over", PATIENCE, () -> system.clustered().cluster().primaries().size() == 3);
    system.statistics().repaired();
    system.failOvers().add(new FailOver(cutAt, Times.now(), UNREPLICATED));
    primary.restart();
    system.clustered().cluster().awaitReady();
  }
}
