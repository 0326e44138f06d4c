package io.seatlock.faults.schedule;

import io.seatlock.faults.load.BulkLocks;
import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.load.VenuePlan;
import io.seatlock.faults.schedule.Schedule.Theme;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.faults.windows.Windows;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Schedules with readers of the live map, while its streams, the instances, Kafka or Redis fail. */
final class MapSchedules {

  private static final int INSTANCES = 3;

  private static final int WINDOWS = 100;

  /**
   * So many locked seats that a snapshot does not fit into the buffers of a connection. So a reader that does not read
   * blocks the connection.
   */
  private static final int BULK = 30_000;

  /** Longer than all steps until the seats are unlocked. */
  private static final int BULK_SECONDS = 240;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Time limit until a window reports that Kafka is unavailable. */
  private static final Duration STALE_LIMIT = Duration.ofSeconds(5);

  /** How long windows are compared under load, once they have had time to recover. */
  private static final Duration COMPARISON_TIME = Duration.ofSeconds(1);

  /** Used in turn, so that each kind occurs once before any is repeated. */
  private static final List<Consumer<Timeline>> KINDS = List.of(MapSchedules::reconnect, MapSchedules::killService,
      MapSchedules::cutFromKafka, MapSchedules::hangBroker, MapSchedules::cutFromRedis);

  private MapSchedules() {}

  static Schedule live(Random random, Scale scale) {
    Theme theme = new Theme("live-map", List.of(25),
        "100 windows, half of them packed, look at four venues at three instances, and one reader in each hundred never reads",
        Setup.single(INSTANCES).withKafkaLinks().with("seat-lock.live.max-streams-per-client=1000"));
    Timeline time = new Timeline(random).then("plans and " + WINDOWS + " windows", MapSchedules::open)
        .then("readers that do not read", MapSchedules::openDeadReaders)
        .then("load", system -> system.startLoad(LoadProfile.USUAL)).after(2000);
    healthy(time, scale);
    for (int i = 0; i < scale.of(2 * KINDS.size()); i++) {
      KINDS.get(i % KINDS.size()).accept(time.afterAbout(1000));
    }
    return Schedule.of(theme, time.after(1000), random.nextLong());
  }

  private static void open(SystemUnderTest system) throws IOException {
    List<VenuePlan> plans = system.pool().plans(BULK / BulkLocks.GROUP);
    for (VenuePlan plan : plans) {
      system.windows().putPlan(plan);
    }
    system.windows().open(plans, WINDOWS);
  }

  /**
   * Without faults: changes are shown soon, reconnected streams continue from their last event, and readers that do not
   * read disturb no others.
   */
  private static void healthy(Timeline time, Scale scale) {
    time.then("count what is shown while nothing is broken", system -> system.windows().startHealthyPeriod());
    for (int i = 0; i < scale.of(5); i++) {
      time.after(4000).then(WINDOWS + " windows reconnect", system -> system.windows().reconnect());
    }
    time.after(4000).then("count is over", system -> {
      system.windows().endHealthyPeriod();
      system.bulk().unlock();
    }).then("all windows equal the store", MapSchedules::comparePaused);
  }

  private static void openDeadReaders(SystemUnderTest system) throws IOException {
    VenuePlan plan = system.pool().plans(0).getFirst();
    system.measurements().requireLocked(system.bulk().lock(plan.venue(), BULK, BULK_SECONDS), BULK);
    system.windows().openDeadReaders(plan);
    Await.must("all locks are in Kafka", PATIENCE, () -> system.redis().backlog() == 0);
  }

  private static void reconnect(Timeline time) {
    time.then(WINDOWS + " windows reconnect", system -> system.windows().reconnect());
    compare(time);
  }

  private static void killService(Timeline time) {
    int victim = time.number(INSTANCES);
    time.then("SIGKILL of instance " + victim, system -> {
      system.service(victim).kill();
      system.killed();
      system.service(victim).restart();
    });
    compare(time);
    time.then("instance " + victim + " is ready", system -> system.service(victim).awaitReady());
  }

  private static void cutFromKafka(Timeline time) {
    int victim = time.number(INSTANCES);
    time.then("BLACK_HOLE between instance " + victim + " and the broker",
        system -> system.kafkaLinks().link(victim).set(TcpProxy.Mode.BLACK_HOLE));
    compareWhileAway(time);
    time.then("PASS between all instances and the broker",
        system -> system.kafkaLinks().each(link -> link.set(TcpProxy.Mode.PASS)));
    compareWhenBack(time);
  }

  private static void hangBroker(Timeline time) {
    time.then("SIGSTOP of the broker", system -> system.kafka().pause());
    compareWhileAway(time);
    time.then("SIGCONT of the broker", system -> system.kafka().resume());
    compareWhenBack(time);
  }

  private static void cutFromRedis(Timeline time) {
    time.then("reset of all links", system -> system.links().each(TcpProxy::cut));
    compare(time);
  }

  /** Checks that windows report when their instance has lost Kafka, and compares the others. */
  private static void compareWhileAway(Timeline time) {
    time.then("windows say that they are stale", system -> {
      boolean stale = Await.until(STALE_LIMIT, () -> system.windows().stale() > 0);
      system.measurements().require(stale,
          "no window says that it is stale " + STALE_LIMIT.toSeconds() + " s after the loss of Kafka");
    }).after(Windows.LIMIT.toMillis()).then("compare the others",
        system -> system.windows().compareFor(COMPARISON_TIME));
  }

  private static void compareWhenBack(Timeline time) {
    time.then("no window says that it is stale", system -> system.measurements().require(
        Await.until(PATIENCE, () -> system.windows().stale() == 0), "windows stay stale although Kafka is back"));
    compare(time);
  }

  /** Compares two seconds after a fault, first under load and then while the load is paused. */
  private static void compare(Timeline time) {
    time.after(Windows.LIMIT.toMillis()).then("compare", system -> system.windows().compareFor(COMPARISON_TIME))
        .then("all windows equal the store", MapSchedules::comparePaused);
  }

  private static void comparePaused(SystemUnderTest system) {
    system.load().whilePaused(() -> {
      Await.must("all locks have ended and are in Kafka", PATIENCE,
          () -> system.redis().activeLocks() == 0 && system.redis().backlog() == 0);
      Await.sleep(Windows.LIMIT);
      system.windows().compareAll();
    });
  }
}
