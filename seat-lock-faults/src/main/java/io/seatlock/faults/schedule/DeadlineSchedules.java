package io.seatlock.faults.schedule;

import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.history.SeatEvent.What;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.process.ServiceProcess;
import io.seatlock.testkit.redis.RedisCall;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Schedules in which deadlines pass: very many at a time, while no instance runs, among many other locks, or only
 * according to false notifications.
 */
final class DeadlineSchedules {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int SINGLE_LOCKS = 1000;

  private DeadlineSchedules() {}

  static Schedule allDown(Random random, Scale scale) {
    int locks = scale.of(200) * 50;
    Theme theme = new Theme("all-down-over-the-deadline", List.of(4),
        locks + " deadlines pass while every instance is dead", Setup.single(2));
    Timeline time = new Timeline(random)
        .then("lock " + locks + " seats for 15 s",
            system -> system.measurements().requireLocked(system.bulk().lock("down", locks, 15), locks))
        .then("wait until the locks are announced", DeadlineSchedules::awaitAnnounced)
        .then("SIGKILL of all 2 instances", system -> {
          system.services().forEach(ServiceProcess::kill);
          system.services().forEach(_ -> system.killed());
        })
        .after(16_000 + random.nextLong(2000)).then("all instances start", DeadlineSchedules::awaitOverdue);
    return Schedule.of(theme, time, random.nextLong());
  }

  /** Otherwise the next measurement would include the time that expiry events wait behind the events of the locks. */
  private static void awaitAnnounced(SystemUnderTest system) {
    Await.must("all locks are announced", PATIENCE, () -> system.redis().backlog() == 0);
  }

  private static void awaitOverdue(SystemUnderTest system) {
    system.services().forEach(ServiceProcess::restart);
    Await.must("an instance serves", PATIENCE,
        () -> system.services().stream().anyMatch(ServiceProcess::isReady));
    long since = System.nanoTime();
    Await.must("all overdue locks have ended and are announced", PATIENCE,
        () -> system.redis().activeLocks() == 0 && system.redis().backlog() == 0);
    long millis = (System.nanoTime() - since) / 1_000_000;
    system.measurements().bound(millis <= 2000, "all overdue deadlines announced " + millis
        + " ms after the first instance was ready");
    system.services().forEach(ServiceProcess::awaitReady);
  }

  static Schedule onceEach(Random random, Scale scale) {
    int locks = scale.of(1000) * 50;
    Theme theme = new Theme("each-expiry-once", List.of(3), "three instances meet " + locks + " deadlines",
        Setup.single(3));
    Timeline time = new Timeline(random)
        .then("lock " + locks + " seats for 20 s",
            system -> system.measurements().requireLocked(system.bulk().lock("once", locks, 20), locks))
        .then("wait for their end", system -> {
          Await.must("all locks have ended and are announced", PATIENCE,
              () -> system.redis().activeLocks() == 0 && system.redis().backlog() == 0);
          system.topics().awaitEnd(PATIENCE);
          long announced = system.topics().events().stream().filter(event -> event.what() == What.EXPIRED).count();
          system.measurements().figure("%,d locks, %,d events of their end".formatted(locks, announced));
          system.measurements().require(announced == locks, announced + " events of expiry for " + locks + " locks");
        });
    return Schedule.of(theme, time, random.nextLong());
  }

  static Schedule late(Random random, Scale scale) {
    int others = scale.of(2000) * 50;
    Theme theme = new Theme("lateness", List.of(1), "1000 deadlines among " + others + " other live locks",
        Setup.single(2));
    Timeline time = new Timeline(random)
        .then("lock " + others + " seats for 900 s",
            system -> system.measurements().requireLocked(system.bulk().lock("others", others, 900), others))
        .then("wait until the locks are announced", DeadlineSchedules::awaitAnnounced)
        .then("lock " + SINGLE_LOCKS + " seats for 3 s", DeadlineSchedules::measure)
        .then("unlock the others", system -> system.bulk().unlock());
    return Schedule.of(theme, time, random.nextLong());
  }

  private static void measure(SystemUnderTest system) {
    system.bulk().lockSingly("late", SINGLE_LOCKS, 3);
    Await.until(PATIENCE, () -> latenessOf(system).number() >= SINGLE_LOCKS);
    Lateness late = latenessOf(system);
    system.measurements().require(late.number() == SINGLE_LOCKS,
        late.number() + " of " + SINGLE_LOCKS + " deadlines announced");
    system.measurements().bound(late.p99() <= 50 && late.worst() <= 1000, late.toString());
  }

  private static Lateness latenessOf(SystemUnderTest system) {
    return Lateness.of(system.topics().events().stream().filter(event -> event.what() == What.EXPIRED)
        .filter(event -> event.key().startsWith("late:")).mapToLong(event -> event.recordedAt() - event.at())
        .toArray());
  }

  static Schedule falseAlarms(Random random, Scale scale) {
    Theme theme = new Theme("false-expiries", List.of(2, 5),
        "Redis' notifications are off, and another client sends false, late and repeated ones for seats that are held",
        Setup.single(2).withRedis("notify-keyspace-events \"\""));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(100); i++) {
      int venue = time.number(4);
      time.afterAbout(300).then("three false expiries for each hot seat of venue " + venue,
          system -> falseAlarm(system, venue));
    }
    return Schedule.of(theme, time.after(2000), random.nextLong());
  }

  private static void falseAlarm(SystemUnderTest system, int venue) throws Exception {
    int port = system.redis().primaries().getFirst();
    for (int i = 0; i < 15; i++) {
      var _ = RedisCall.ask(port, "PUBLISH", "__keyevent@0__:expired", "seatlock:hall-" + venue + ":H0:" + i / 3);
    }
  }
}
