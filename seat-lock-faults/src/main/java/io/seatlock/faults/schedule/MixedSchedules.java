package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Faults of every kind, one into the other. */
final class MixedSchedules {

  private static final int INSTANCES = 3;

  /** Each kind once before any comes again. */
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
        Ground.single(INSTANCES).withRedis(Ground.SYNCED));
    Timeline time = new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
    for (int i = 0; i < scale.of(30); i++) {
      KINDS.get(i % KINDS.size()).accept(time.afterAbout(800));
    }
    return Schedule.of(theme, time.after(2000), random.nextLong());
  }

  private static void killService(Timeline time) {
    int victim = time.number(INSTANCES);
    time.then("SIGKILL of instance " + victim, stage -> {
      stage.service(victim).kill();
      stage.killed();
      stage.service(victim).restart();
    });
  }

  private static void cut(Timeline time) {
    for (int i = 0; i < 5; i++) {
      time.after(time.between(20, 300)).then("reset of all links", stage -> stage.links().each(Proxy::cut));
    }
  }

  private static void dropReplies(Timeline time) {
    forAWhile(time, Proxy.Mode.DROP_REPLIES);
  }

  private static void blackHole(Timeline time) {
    forAWhile(time, Proxy.Mode.BLACK_HOLE);
  }

  private static void forAWhile(Timeline time, Proxy.Mode mode) {
    time.then(mode + " on all links", stage -> stage.links().each(link -> link.set(mode)));
    time.afterAbout(900).then("PASS on all links", stage -> {
      stage.links().each(link -> link.set(Proxy.Mode.PASS));
      stage.pulse().repaired();
    });
  }

  private static void halfOpen(Timeline time) {
    time.then("all links are half open", stage -> stage.links().each(Proxy::halfOpen));
  }

  private static void killRedis(Timeline time) {
    time.then("SIGKILL of Redis", stage -> stage.single().process().kill());
    time.afterAbout(600).then("Redis is started", stage -> {
      stage.single().process().restart();
      stage.pulse().repaired();
    });
  }

  private static void slowRedis(Timeline time) {
    long pause = time.between(300, 1500);
    time.then("CLIENT PAUSE " + pause, stage -> RedisCall.ask(stage.redis().primaries().getFirst(), "CLIENT", "PAUSE",
        String.valueOf(pause)));
  }

  private static void hangRelay(Timeline time) {
    time.then("SIGSTOP of the instance that relays, for 4 s", stage -> {
      int relay = Math.max(0, stage.relay());
      stage.service(relay).pause();
      Thread.sleep(Duration.ofSeconds(4));
      stage.service(relay).resume();
    });
  }

  private static void killBroker(Timeline time) {
    time.then("SIGKILL of the broker", stage -> stage.kafka().kill());
    time.afterAbout(1000).then("the broker is started", stage -> stage.kafka().restart());
  }

  private static void hangBroker(Timeline time) {
    time.then("SIGSTOP of the broker", stage -> stage.kafka().pause());
    time.afterAbout(1500).then("SIGCONT of the broker", stage -> stage.kafka().resume());
  }
}
