package io.seatlock.faults.schedule;

import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.redis.RedisCall;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A schedule with faults of every kind, which overlap. */
final class MixedSchedules {

  private static final int INSTANCES = 3;

  /** Used in turn, so that each kind occurs once before any is repeated. */
  private static final List<Consumer<Timeline>> KINDS = List.of(
      MixedSchedules::killService,
      MixedSchedules::cut,
      MixedSchedules::dropReplies,
      MixedSchedules::killRedis,
      MixedSchedules::hangRelay,
      MixedSchedules::blackHole,
      MixedSchedules::killBroker,
      MixedSchedules::slowRedis,
      MixedSchedules::hangBroker,
      MixedSchedules::halfOpen);

  private MixedSchedules() {}

  static Schedule everything(Random random, Scale scale) {
    Theme theme = new Theme("bit-of-everything", List.of(5, 8, 9, 10, 11, 14, 15),
        "services, links, Redis and the broker fail in turn, each before the last has quite recovered",
        Setup.single(INSTANCES).withRedis(Setup.SYNCED));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(30); i++) {
      KINDS.get(i % KINDS.size()).accept(time.afterAbout(800));
    }
    return Schedule.of(theme, time.after(2000), random.nextLong());
  }

  private static void killService(Timeline time) {
    int victim = time.number(INSTANCES);
    time.then("SIGKILL of instance " + victim, system -> {
      system.service(victim).kill();
      system.killed();
      system.service(victim).restart();
    });
  }

  private static void cut(Timeline time) {
    for (int i = 0; i < 5; i++) {
      time.after(time.between(20, 300)).then("reset of all links", system -> system.links().each(TcpProxy::cut));
    }
  }

  private static void dropReplies(Timeline time) {
    forAWhile(time, TcpProxy.Mode.DROP_REPLIES);
  }

  private static void blackHole(Timeline time) {
    forAWhile(time, TcpProxy.Mode.BLACK_HOLE);
  }

  private static void forAWhile(Timeline time, TcpProxy.Mode mode) {
    time.then(mode + " on all links", system -> system.links().each(link -> link.set(mode)));
    time.afterAbout(900).then("PASS on all links", system -> {
      system.links().each(link -> link.set(TcpProxy.Mode.PASS));
      system.statistics().repaired();
    });
  }

  private static void halfOpen(Timeline time) {
    time.then("all links are half open", system -> system.links().each(TcpProxy::halfOpen));
  }

  private static void killRedis(Timeline time) {
    time.then("SIGKILL of Redis", system -> system.single().process().kill());
    time.afterAbout(600).then("Redis is started", system -> {
      system.single().process().restart();
      system.statistics().repaired();
    });
  }

  private static void slowRedis(Timeline time) {
    long pause = time.between(300, 1500);
    time.then("CLIENT PAUSE " + pause, system -> RedisCall.ask(system.redis().primaries().getFirst(), "CLIENT", "PAUSE",
        String.valueOf(pause)));
  }

  private static void hangRelay(Timeline time) {
    time.then("SIGSTOP of the instance that relays, for 4 s", system -> {
      int relay = Math.max(0, system.relay());
      system.service(relay).pause();
      Thread.sleep(Duration.ofSeconds(4));
      system.service(relay).resume();
    });
  }

  private static void killBroker(Timeline time) {
    time.then("SIGKILL of the broker", system -> system.kafka().kill());
    time.afterAbout(1000).then("the broker is started", system -> system.kafka().restart());
  }

  private static void hangBroker(Timeline time) {
    time.then("SIGSTOP of the broker", system -> system.kafka().pause());
    time.afterAbout(1500).then("SIGCONT of the broker", system -> system.kafka().resume());
  }
}
