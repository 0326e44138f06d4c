package io.seatlock.faults.schedule;

import io.lettuce.core.api.sync.RedisCommands;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Schedules with several instances in safe mode: they must refuse nothing without a fault, and must not let the store
 * grow without a replica.
 */
final class SafeModeSchedules {

  static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** After this time without a refusal, all instances are assumed to have noticed that the replica is back. */
  private static final Duration CALM = Duration.ofMillis(500);

  private SafeModeSchedules() {}

  static Schedule replicaHealthy(Random random, Scale scale) {
    Theme theme = new Theme("safe-with-replica", List.of(27),
        "three instances in mode safe share a healthy replica, four partitions; nothing is broken and nothing refused",
        Setup.replicated(INSTANCES).with(Setup.SAFE, "seat-lock.partitions=4"));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL)
        .then("count refusals", SafeModeSchedules::startHealthyPeriod);
    time.after(scale.of(30) * 1000L).then("count is over", SafeModeSchedules::endHealthyPeriod);
    return Schedule.of(theme, time, random.nextLong());
  }

  static Schedule replicaAway(Random random, Scale scale) {
    Theme theme = new Theme("safe-without-replica", List.of(27, 28),
        "the replica of three instances in mode safe dies while half of the requests come over Kafka",
        Setup.replicated(INSTANCES).with(Setup.SAFE, "seat-lock.partitions=4"));
    long away = Math.max(8000, scale.of(180) * 1000L);
    Timeline time = Timeline.underLoad(random, LoadProfile.OVER_KAFKA)
        .then("count refusals", SafeModeSchedules::startHealthyPeriod).afterAbout(4000)
        .then("SIGKILL of the replica", system -> {
          endHealthyPeriod(system);
          system.replicated().killReplica();
          awaitLastEnds(system);
          system.remember(stored(system));
        });
    time.after(away).then("the replica is started, after " + away + " ms", system -> {
      long before = system.remembered();
      long now = stored(system);
      system.measurements()
          .figure("events and keys after %d s without replica: %,d, before: %,d".formatted(away / 1000, now,
              before));
      // The keys with which safe mode checks replication expire, so there may be fewer.
      system.measurements().require(now <= before, "the store grew by " + (now - before) + " without a replica");
      system.replicated().rejoin();
      system.statistics().repaired();
      startHealthyPeriod(system);
    });
    time.after(3000).then("count is over", SafeModeSchedules::endHealthyPeriod);
    return Schedule.of(theme, time, random.nextLong());
  }

  /** Waits until no lock is left: locks expire even without a replica, and each expiry adds an event. */
  private static void awaitLastEnds(SystemUnderTest system) {
    Await.must("changes are refused and the last locks have ended", PATIENCE,
        () -> system.redis().activeLocks() == 0 && system.services().stream().noneMatch(ServiceProcess::isReady));
  }

  private static long stored(SystemUnderTest system) {
    return system.redis().backlog() + system.redis().sum(RedisCommands::dbsize);
  }

  /** Waits until nothing is refused any more. From then on nothing may be refused until {@link #endHealthyPeriod}. */
  static void startHealthyPeriod(SystemUnderTest system) {
    system.services().forEach(ServiceProcess::awaitReady);
    Await.must("nothing is refused while the replica follows", PATIENCE, () -> {
      long before = system.statistics().refused();
      Await.sleep(CALM);
      return system.statistics().refused() == before;
    });
    system.statistics().startHealthyPeriod();
  }

  static void endHealthyPeriod(SystemUnderTest system) {
    system.statistics().endHealthyPeriod();
  }
}
