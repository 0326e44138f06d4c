package io.seatlock.faults.schedule;

import io.seatlock.faults.load.ExtraConsumer;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Schedules in which Kafka dies or hangs, its consumer groups rebalance, or Redis is unavailable while requests come
 * over Kafka.
 */
final class KafkaSchedules {

  private static final int INSTANCES = 2;

  private static final Duration DRAINING = Duration.ofMinutes(2);

  private KafkaSchedules() {}

  static Schedule brokerKilled(Random random, Scale scale) {
    Theme theme = new Theme("kill-broker", List.of(9, 11), "SIGKILL of the broker; events and requests wait",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(5); i++) {
      long away = time.between(500, 6000);
      time.afterAbout(4000).then("SIGKILL of the broker", system -> system.kafka().kill());
      time.after(away).then("the broker is started, after " + away + " ms", system -> {
        system.kafka().restart();
        system.statistics().repaired();
      });
    }
    return Schedule.of(theme, time.after(4000), random.nextLong());
  }

  static Schedule brokerHanging(Random random, Scale scale) {
    Theme theme = new Theme("hang-broker", List.of(11),
        "SIGSTOP of the broker under load: REST goes on, the outbox grows, then drains",
        Setup.single(INSTANCES));
    long away = Math.max(5000, scale.of(40) * 1000L);
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL).then("SIGSTOP of the broker", system -> {
      system.remember(system.statistics().grants());
      system.kafka().pause();
    });
    time.after(away).then("SIGCONT of the broker, after " + away + " ms; the load ends", system -> {
      long granted = system.statistics().grants() - system.remembered();
      system.load().stop(false);
      system.measurements().figure("grants while Kafka was away: %d in %d s".formatted(granted, away / 1000));
      drain(system);
    });
    return Schedule.of(theme, time.after(1000), random.nextLong());
  }

  private static void drain(SystemUnderTest system) throws Exception {
    long backlog = system.redis().backlog();
    system.kafka().resume();
    long since = System.nanoTime();
    Await.must("the outbox is empty", DRAINING, () -> system.redis().backlog() < 50);
    double seconds = (System.nanoTime() - since) / 1e9;
    system.measurements().bound(backlog / seconds >= 2000,
        "%,d waiting events left in %.1f s, %,.0f a second".formatted(backlog, seconds, backlog / seconds));
  }

  static Schedule redisAway(Random random, Scale scale) {
    Theme theme = new Theme("redis-away-while-consuming", List.of(17),
        "Redis is dead while requests come over Kafka; none is lost, those that waited too long are refused",
        Setup.single(INSTANCES).withRedis(Setup.SYNCED));
    long away = Math.max(4000, scale.of(60) * 1000L);
    Timeline time = Timeline.underLoad(random, LoadProfile.OVER_KAFKA).then("SIGKILL of Redis",
        system -> system.single().process().kill());
    time.after(away).then("Redis is started, after " + away + " ms", system -> {
      system.single().process().restart();
      system.statistics().repaired();
    });
    return Schedule.of(theme, time.after(6000), random.nextLong());
  }

  static Schedule rebalances(Random random, Scale scale) {
    Theme theme = new Theme("rebalances", List.of(18),
        "an extra consumer joins the consumer group, is assigned partitions and leaves without a commit",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.OVER_KAFKA);
    for (int i = 0; i < scale.of(10); i++) {
      long stay = time.between(100, 1200);
      time.afterAbout(1500).then("an extra consumer joins, for " + stay + " ms", system -> {
        try (ExtraConsumer consumer = new ExtraConsumer(system.kafka().bootstrapServers())) {
          system.measurements()
              .figure("the extra consumer got " + consumer.stay(Duration.ofMillis(stay)) + " partitions");
        }
      });
    }
    return Schedule.of(theme, time.after(4000), random.nextLong());
  }
}
