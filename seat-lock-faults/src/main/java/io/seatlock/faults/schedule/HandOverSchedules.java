package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Endpoint;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.process.ServiceProcess;
import io.seatlock.testkit.redis.RedisCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Schedules in which another instance takes over the relay: the holder of the lease dies, hangs for longer than the
 * lease, or is stopped in an orderly way.
 */
final class HandOverSchedules {

  private static final int INSTANCES = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Time for the service to read the requests that were sent. Redis is paused for longer, so they are not answered yet.
   */
  private static final Duration READING = Duration.ofMillis(200);

  private HandOverSchedules() {}

  static Schedule relayKilled(Random random, Scale scale) {
    Theme theme = new Theme("kill-relay", List.of(9, 10),
        "SIGKILL of the instance that relays, between Kafka's acknowledgement and the trim or not",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(20); i++) {
      time.afterAbout(3000).then("SIGKILL of the instance that relays", system -> {
        ServiceProcess relay = system.service(awaitRelay(system));
        relay.kill();
        system.killed();
        system.statistics().repaired();
        long since = System.nanoTime();
        int next = awaitRelay(system);
        long moved = (System.nanoTime() - since) / 1_000_000;
        system.measurements().bound(moved <= 5000, "instance %d relays %d ms after the death".formatted(next, moved));
        relay.restart();
      });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  static Schedule relayHangs(Random random, Scale scale) {
    Theme theme = new Theme("hang-relay", List.of(10),
        "SIGSTOP of the instance that relays, beyond its lease; then it wakes and believes that it still relays",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(6); i++) {
      long beyond = time.between(200, 2000);
      time.afterAbout(1500).then("SIGSTOP of the instance that relays until another does, and " + beyond + " ms longer",
          system -> {
            ServiceProcess relay = system.service(awaitRelay(system));
            relay.pause();
            Await.until(PATIENCE, () -> system.relay() >= 0 && system.service(system.relay()) != relay);
            Await.sleep(Duration.ofMillis(beyond));
            relay.resume();
            system.statistics().repaired();
          });
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  private static int awaitRelay(SystemUnderTest system) throws IOException {
    Await.must("some instance relays", PATIENCE, () -> system.relay() >= 0);
    return Math.max(0, system.relay());
  }

  static Schedule deployed(Random random, Scale scale) {
    Theme theme = new Theme("deploy-under-load", List.of(23),
        "SIGTERM of one instance after the other; no caller goes there any more, those that are there are answered",
        Setup.single(INSTANCES));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL);
    for (int i = 0; i < scale.of(9); i++) {
      int number = i % INSTANCES;
      time.afterAbout(1500).then("SIGTERM of instance " + number, system -> deploy(system, system.service(number)));
    }
    return Schedule.of(theme, time.after(3000), random.nextLong());
  }

  /** Pauses Redis for a moment, so that calls are certainly in progress when the signal comes. */
  private static void deploy(SystemUnderTest system, ServiceProcess service) throws IOException {
    var _ = RedisCall.ask(system.redis().primaries().getFirst(), "CLIENT", "PAUSE", "400");
    Await.sleep(Duration.ofMillis(50));
    Endpoint endpoint = system.endpoints().close(service.port());
    long before = endpoint.broken();
    Await.must("all who chose the instance have sent their request", PATIENCE, endpoint::isAllSent);
    Await.sleep(READING);
    Duration gone = service.terminate(PATIENCE);
    system.measurements().bound(gone.toSeconds() < 10, service.name() + " was gone after " + gone.toMillis() + " ms");
    long broken = endpoint.broken() - before;
    system.measurements().require(broken == 0,
        broken + " callers lost their answer when " + service.name() + " was stopped");
    service.restart();
    service.awaitReady();
    system.endpoints().open(service.port());
  }

  static Schedule wrongClocks(Random random, Scale scale) {
    Theme theme = new Theme("wrong-clocks", List.of(24),
        "the clock of one instance is ten minutes behind, that of the other ten minutes ahead",
        Setup.single(2).withClocksWrongBy(Duration.ofMinutes(10)));
    Timeline time = Timeline.underLoad(random, LoadProfile.USUAL).then("read the clocks",
        HandOverSchedules::noteClocks);
    return Schedule.of(theme, time.after(scale.of(20) * 1000L), random.nextLong());
  }

  private static void noteClocks(SystemUnderTest system) throws IOException {
    for (ServiceProcess service : system.services()) {
      long seconds = Duration.between(Instant.now(), service.clock()).toSeconds();
      system.measurements().figure("the clock of %s is wrong by %d s%s".formatted(service.name(), seconds,
          Math.abs(seconds) < 500 ? ": there is no C compiler on this machine to make it so" : ""));
    }
  }
}
