package io.seatlock.faults.schedule;

import io.seatlock.embedded.RedisProcess;
import io.seatlock.faults.load.Micros;
import io.seatlock.faults.load.Mix;
import io.seatlock.faults.proof.FailOver;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A Redis Cluster loses primaries. */
final class ClusterSchedules {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Replication is asynchronous; on one machine it is far quicker. */
  private static final Duration UNREPLICATED = Duration.ofSeconds(1);

  private ClusterSchedules() {}

  static Schedule primaryLost(Random random, Scale scale) {
    Theme theme = new Theme("cluster-loses-primaries", List.of(6, 12),
        "SIGKILL of a primary of three; its replica takes over, and it comes back as a replica",
        Ground.clustered(3), true);
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
    for (int i = 0; i < scale.of(5); i++) {
      int victim = time.number(3);
      time.afterAbout(3000).then("SIGKILL of primary " + victim, stage -> lose(stage, victim));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static void lose(Stage stage, int victim) {
    RedisProcess primary = stage.clustered().cluster().primaries().get(victim);
    long cutAt = Micros.now();
    primary.kill();
    Await.must("the replica has taken over", PATIENCE, () -> stage.clustered().cluster().primaries().size() == 3);
    stage.pulse().repaired();
    stage.failOvers().add(new FailOver(cutAt, Micros.now(), UNREPLICATED));
    primary.restart();
    stage.clustered().cluster().awaitReady();
  }
}
