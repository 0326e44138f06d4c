package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.load.Stranger;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Kafka dies or hangs, its consumers are shuffled, or Redis is away while requests come over Kafka. */
final class KafkaSchedules {

  private static final int INSTANCES = 2;

  private static final Duration DRAINING = Duration.ofMinutes(2);

  private KafkaSchedules() {}

  private static Timeline load(Random random, Mix mix) {
    return new Timeline(random).then("load", stage -> stage.startLoad(mix)).after(1000);
  }

  static Schedule brokerKilled(Random random, Scale scale) {
    Theme theme = new Theme("kill-broker", List.of(9, 11), "SIGKILL of the broker; events and requests wait",
        Ground.single(INSTANCES));
    Timeline time = load(random, Mix.USUAL);
    for (int i = 0; i < scale.of(5); i++) {
      long away = time.between(500, 6000);
      time.afterAbout(4000).then("SIGKILL of the broker", stage -> stage.kafka().kill());
      time.after(away).then("the broker is started, after " + away + " ms", stage -> {
        stage.kafka().restart();
        stage.pulse().repaired();
      });
    }
    return Schedule.of(theme, time.after(4000), random.nextLong());
  }

  static Schedule brokerHanging(Random random, Scale scale) {
    Theme theme = new Theme("hang-broker", List.of(11),
        "SIGSTOP of the broker under load: REST goes on, the outbox grows, then drains",
        Ground.single(INSTANCES));
    long away = Math.max(5000, scale.of(40) * 1000L);
    Timeline time = load(random, Mix.USUAL).then("SIGSTOP of the broker", stage -> {
      stage.remember(stage.pulse().grants());
      stage.kafka().pause();
    });
    time.after(away).then("SIGCONT of the broker, after " + away + " ms; the load ends", stage -> {
      long granted = stage.pulse().grants() - stage.remembered();
      stage.load().stop(false);
      stage.notes().figure("grants while Kafka was away: %d in %d s".formatted(granted, away / 1000));
      drain(stage);
    });
    return Schedule.of(theme, time.after(1000), random.nextLong());
  }

  private static void drain(Stage stage) throws Exception {
    long backlog = stage.backlog();
    stage.kafka().resume();
    long since = System.nanoTime();
    Await.must("the outbox is empty", DRAINING, () -> stage.backlog() < 50);
    double seconds = (System.nanoTime() - since) / 1e9;
    stage.notes().bound(backlog / seconds >= 2000,
        "%,d waiting events left in %.1f s, %,.0f a second".formatted(backlog, seconds, backlog / seconds));
  }

  static Schedule redisAway(Random random, Scale scale) {
    Theme theme = new Theme("redis-away-while-consuming", List.of(17),
        "Redis is dead while requests come over Kafka; none is lost, those that waited too long are refused",
        Ground.single(INSTANCES).withRedis(Ground.SYNCED));
    long away = Math.max(4000, scale.of(60) * 1000L);
    Timeline time = load(random, Mix.OVER_KAFKA).then("SIGKILL of Redis", stage -> stage.single().process().kill());
    time.after(away).then("Redis is started, after " + away + " ms", stage -> {
      stage.single().process().restart();
      stage.pulse().repaired();
    });
    return Schedule.of(theme, time.after(6000), random.nextLong());
  }

  static Schedule rebalances(Random random, Scale scale) {
    Theme theme = new Theme("rebalances", List.of(18),
        "a stranger joins the consumer group, is given partitions and leaves without a commit",
        Ground.single(INSTANCES));
    Timeline time = load(random, Mix.OVER_KAFKA);
    for (int i = 0; i < scale.of(10); i++) {
      long stay = time.between(100, 1200);
      time.afterAbout(1500).then("a stranger joins, for " + stay + " ms", stage -> {
        try (Stranger stranger = new Stranger(stage.kafka().bootstrapServers())) {
          stage.notes().figure("the stranger got " + stranger.stay(Duration.ofMillis(stay)) + " partitions");
        }
      });
    }
    return Schedule.of(theme, time.after(4000), random.nextLong());
  }
}
