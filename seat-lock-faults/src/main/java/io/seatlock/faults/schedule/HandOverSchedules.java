package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Door;
import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.ServiceProcess;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The relay changes hands: its holder dies, hangs beyond its lease, or is stopped in order. */
final class HandOverSchedules {

  private static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Until the service has read what lies in its sockets. */
  private static final Duration UNREAD = Duration.ofMillis(100);

  private HandOverSchedules() {}

  private static Timeline load(Random random) {
    return new Timeline(random).then("load", stage -> stage.startLoad(Mix.USUAL)).after(1000);
  }

  static Schedule relayKilled(Random random, Scale scale) {
    Theme theme = new Theme("kill-relay", List.of(9, 10),
        "SIGKILL of the instance that relays, between Kafka's acknowledgement and the trim or not",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(20); i++) {
      time.afterAbout(3000).then("SIGKILL of the instance that relays", stage -> {
        ServiceProcess relay = stage.service(awaitRelay(stage));
        relay.kill();
        stage.killed();
        stage.pulse().repaired();
        long since = System.nanoTime();
        int next = awaitRelay(stage);
        long moved = (System.nanoTime() - since) / 1_000_000;
        stage.notes().bound(moved <= 5000, "instance %d relays %d ms after the death".formatted(next, moved));
        relay.restart();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule relayHangs(Random random, Scale scale) {
    Theme theme = new Theme("hang-relay", List.of(10),
        "SIGSTOP of the instance that relays, beyond its lease; then it wakes and believes that it still relays",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(6); i++) {
      long beyond = time.between(200, 2000);
      time.afterAbout(1500).then("SIGSTOP of the instance that relays until another does, and " + beyond + " ms longer",
          stage -> {
            ServiceProcess relay = stage.service(awaitRelay(stage));
            relay.pause();
            Await.until(PATIENCE, () -> stage.relay() >= 0 && stage.service(stage.relay()) != relay);
            Await.sleep(Duration.ofMillis(beyond));
            relay.resume();
            stage.pulse().repaired();
          });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static int awaitRelay(Stage stage) throws IOException {
    Await.must("some instance relays", PATIENCE, () -> stage.relay() >= 0);
    return Math.max(0, stage.relay());
  }

  static Schedule deployed(Random random, Scale scale) {
    Theme theme = new Theme("deploy-under-load", List.of(23),
        "SIGTERM of one instance after the other; no caller goes there any more, those that are there are answered",
        Ground.single(INSTANCES));
    Timeline time = load(random);
    for (int i = 0; i < scale.of(9); i++) {
      int number = i % INSTANCES;
      time.afterAbout(1500).then("SIGTERM of instance " + number, stage -> deploy(stage, stage.service(number)));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  /** Redis is held for a moment, so that callers are inside for certain when the signal comes. */
  private static void deploy(Stage stage, ServiceProcess service) throws IOException {
    var _ = RedisCall.ask(stage.redis().primaries().getFirst(), "CLIENT", "PAUSE", "400");
    Await.sleep(Duration.ofMillis(50));
    Door door = stage.doors().close(service.port());
    long before = door.broken();
    Await.must("all who came have asked", PATIENCE, door::isAsked);
    Await.sleep(UNREAD);
    Duration gone = service.terminate(PATIENCE);
    stage.notes().bound(gone.toSeconds() < 10, service.name() + " was gone after " + gone.toMillis() + " ms");
    long broken = door.broken() - before;
    stage.notes().demand(broken == 0, broken + " callers lost their answer when " + service.name() + " was stopped");
    service.restart();
    service.awaitReady();
    stage.doors().open(service.port());
  }

  static Schedule wrongClocks(Random random, Scale scale) {
    Theme theme = new Theme("wrong-clocks", List.of(24),
        "the clock of one instance is ten minutes behind, that of the other ten minutes ahead",
        Ground.single(2).withClocksWrongBy(Duration.ofMinutes(10)));
    Timeline time = load(random).then("look at the clocks", HandOverSchedules::tellClocks);
    return Schedule.of(theme, time.after(scale.of(20) * 1000L), random.nextLong());
  }

  private static void tellClocks(Stage stage) throws IOException {
    for (ServiceProcess service : stage.services()) {
      long seconds = Duration.between(Instant.now(), service.clock()).toSeconds();
      stage.notes().figure("the clock of %s is wrong by %d s%s".formatted(service.name(), seconds,
          Math.abs(seconds) < 500 ? ": there is no C compiler on this machine to make it so" : ""));
    }
  }
}
