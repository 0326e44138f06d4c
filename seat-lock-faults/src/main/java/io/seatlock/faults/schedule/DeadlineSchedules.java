package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.load.NaiveListener;
import io.seatlock.faults.proof.SeatEvent;
import io.seatlock.faults.proof.SeatEvent.What;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Deadlines pass: very many at a time, while nobody is there, among many others, or allegedly. */
final class DeadlineSchedules {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int MOST_SINGLE = 1000;

  private DeadlineSchedules() {}

  static Schedule allDown(Random random, Scale scale) {
    int locks = scale.of(200) * 50;
    Theme theme = new Theme("all-down-over-the-deadline", List.of(4),
        locks + " deadlines pass while every instance is dead", Ground.single(2));
    Timeline time = new Timeline(random)
        .then("lock " + locks + " seats for 15 s",
            stage -> stage.notes().demandLocked(stage.bulk().lock("down", locks, 15), locks))
        .then("wait until the locks are announced", DeadlineSchedules::awaitAnnounced)
        .then("SIGKILL of all 2 instances", stage -> {
          stage.services().forEach(ServiceProcess::kill);
          stage.services().forEach(_ -> stage.killed());
        })
        .after(16_000 + random.nextLong(2000)).then("all instances start", DeadlineSchedules::awaitOverdue);
    return Schedule.of(theme, time, random.nextLong());
  }

  /** Otherwise what is measured next would be how long the events of many locks keep those of their ends waiting. */
  private static void awaitAnnounced(Stage stage) {
    Await.must("all locks are announced", PATIENCE, () -> stage.backlog() == 0);
  }

  private static void awaitOverdue(Stage stage) {
    stage.services().forEach(ServiceProcess::restart);
    Await.must("an instance serves", PATIENCE,
        () -> stage.services().stream().anyMatch(ServiceProcess::isReady));
    long since = System.nanoTime();
    Await.must("all overdue locks have ended and are announced", PATIENCE,
        () -> stage.alive() == 0 && stage.backlog() == 0);
    long millis = (System.nanoTime() - since) / 1_000_000;
    stage.notes().bound(millis <= 2000, "all overdue deadlines announced " + millis
        + " ms after the first instance was ready");
    stage.services().forEach(ServiceProcess::awaitReady);
  }

  static Schedule onceEach(Random random, Scale scale) {
    int locks = scale.of(1000) * 50;
    Theme theme = new Theme("each-expiry-once", List.of(3), "three instances meet " + locks + " deadlines",
        Ground.single(3));
    Timeline time = new Timeline(random)
        .then("lock " + locks + " seats for 20 s",
            stage -> stage.notes().demandLocked(stage.bulk().lock("once", locks, 20), locks))
        .then("wait for their end", stage -> {
          Await.must("all locks have ended and are announced", PATIENCE,
              () -> stage.alive() == 0 && stage.backlog() == 0);
          stage.topics().awaitEnd(PATIENCE);
          long told = stage.topics().events().stream().filter(event -> event.what() == What.EXPIRED).count();
          stage.notes().figure("%,d locks, %,d events of their end".formatted(locks, told));
          stage.notes().demand(told == locks, told + " events of expiry for " + locks + " locks");
        });
    return Schedule.of(theme, time, random.nextLong());
  }

  static Schedule late(Random random, Scale scale) {
    int others = scale.of(2000) * 50;
    Theme theme = new Theme("lateness", List.of(1),
        "1000 deadlines among " + others + " other live locks, beside a listener that trusts Redis' own notifications",
        Ground.single(2));
    Timeline time = new Timeline(random)
        .then("lock " + others + " seats for 900 s",
            stage -> stage.notes().demandLocked(stage.bulk().lock("others", others, 900), others))
        .then("wait until the locks are announced", DeadlineSchedules::awaitAnnounced)
        .then("lock " + MOST_SINGLE + " seats for 3 s, and set as many plain keys", DeadlineSchedules::compare)
        .then("unlock the others", stage -> stage.bulk().unlock());
    return Schedule.of(theme, time, random.nextLong());
  }

  private static void compare(Stage stage) throws Exception {
    int port = stage.redis().primaries().getFirst();
    try (NaiveListener naive = new NaiveListener(port)) {
      stage.bulk().lockSingly("late", MOST_SINGLE, 3);
      naive.set(MOST_SINGLE, 3000);
      Await.sleep(Duration.ofSeconds(25));
      stage.topics().awaitEnd(PATIENCE);
      long[] late = stage.topics().events().stream().filter(event -> event.what() == What.EXPIRED)
          .filter(event -> event.key().startsWith("late:")).mapToLong(DeadlineSchedules::lateness).sorted().toArray();
      long[] naively = naive.lateness();
      stage.notes().demand(late.length == MOST_SINGLE, late.length + " of " + MOST_SINGLE + " deadlines announced");
      long p99 = late[late.length * 99 / 100];
      stage.notes().bound(p99 <= 50 && late[late.length - 1] <= 1000,
          "deadline to record: p50 %d ms, p99 %d ms, max %d ms".formatted(late[late.length / 2], p99,
              late[late.length - 1]));
      stage.notes().figure("Redis' own notification: %d of %d seen in 22 s, median of those %d ms".formatted(
          naively.length, MOST_SINGLE, naively.length == 0 ? 0 : naively[naively.length / 2]));
      // Those never seen count as if they had come at the end of the wait.
      long naiveMedian = naively.length > MOST_SINGLE / 2 ? naively[MOST_SINGLE / 2] : 22_000;
      stage.notes().figure("median of the notification / median of the service: %,d".formatted(
          naiveMedian / Math.max(1, late[late.length / 2])));
    }
  }

  private static long lateness(SeatEvent event) {
    return event.recordedAt() - event.at();
  }

  static Schedule falseAlarms(Random random, Scale scale) {
    Theme theme = new Theme("false-expiries", List.of(2, 5),
        "Redis' notifications are off, and a stranger sends false, late and repeated ones for seats that are held",
        Ground.single(2).withRedis("notify-keyspace-events \"\""));
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
    for (int i = 0; i < scale.of(100); i++) {
      int venue = time.number(4);
      time.afterAbout(300).then("three false expiries for each hot seat of venue " + venue,
          stage -> falseAlarm(stage, venue));
    }
    return Schedule.of(theme, time.after(2000), random.nextLong());
  }

  private static void falseAlarm(Stage stage, int venue) throws Exception {
    int port = stage.redis().primaries().getFirst();
    for (int i = 0; i < 15; i++) {
      var _ = RedisCall.ask(port, "PUBLISH", "__keyevent@0__:expired", "seatlock:hall-" + venue + ":H0:" + i / 3);
    }
  }
}
