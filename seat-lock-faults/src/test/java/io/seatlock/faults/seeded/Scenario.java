package io.seatlock.faults.seeded;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.load.ManualClient;
import io.seatlock.faults.windows.Windows;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A scenario for each bug in which the checker must catch it. The real service must pass the same scenario. */
@FunctionalInterface
interface Scenario {

  Duration LIMIT = Duration.ofSeconds(60);

  /** Longer than a change takes until a stream sends it. */
  Duration FRAME = Duration.ofMillis(800);

  void run(SeededRun run, KafkaProcess kafka) throws IOException;

  static Scenario of(SeededBug bug) {
    return switch (bug.name()) {
      case "no-compare-on-release" -> Scenario::othersUseForeignSeats;
      case "incr-fence" -> Scenario::redisComesBackWithAnOlderFile;
      case "unguarded-expiry-listener" -> Scenario::notificationComesLate;
      case "pop-then-push-relay" -> Scenario::serviceDiesWhileKafkaIsAway;
      case "sweep-without-recheck" -> Scenario::sweepIsSlow;
      case "dropped-frame", "missed-update", "late-event" -> Scenario::mapIsWatched;
      default -> throw new IllegalArgumentException("No scenario for " + bug);
    };
  }

  private static void othersUseForeignSeats(SeededRun run, KafkaProcess kafka) {
    ManualClient client = run.startHere();
    lock(client, "ann", 1, 60);
    client.unlock("bob", 1);
    client.lock("bob", 1, 60);
    lock(client, "ann", 2, 60);
    client.sell("bob", 2);
  }

  private static void redisComesBackWithAnOlderFile(SeededRun run, KafkaProcess kafka) {
    ManualClient client = run.startHere();
    lock(client, "ann", 1, 60);
    run.awaitEventsInKafka();
    long copiedAt = Times.now();
    run.redis().copyFile();
    for (int i = 0; i < 5; i++) {
      client.unlock("ann", 1);
      lock(client, "ann", 1, 60);
    }
    run.awaitEventsInKafka();
    long cutAt = Times.now();
    run.redis().restartFromCopy();
    run.lost(copiedAt, cutAt);
    retryUntilDone("bob gets the seat that ann gives back when Redis serves again", () -> {
      client.unlock("ann", 1);
      return client.lock("bob", 1, 60);
    });
  }

  /**
   * Redis sends the notification when it comes across the expired key, often after the next user has locked the seat.
   */
  private static void notificationComesLate(SeededRun run, KafkaProcess kafka) throws IOException {
    ManualClient client = run.startHere();
    lock(client, "ann", 1, 1);
    lock(client, "bob", 1, 60);
    String key = "seatlock:" + run.venue() + ":A:1";
    long before = run.callsOf("hget");
    Await.must("somebody listens", LIMIT,
        () -> !run.ask("PUBLISH", "__keyevent@0__:expired", key).equals(List.of("0")));
    Await.must("the seat was read", LIMIT, () -> run.callsOf("hget") > before);
    client.lock("cid", 1, 60);
  }

  private static void serviceDiesWhileKafkaIsAway(SeededRun run, KafkaProcess kafka) {
    ServiceProcess process = run.startProcess();
    ManualClient client = run.clientOf(process.port());
    lock(client, "ann", 1, 60);
    run.awaitEventsInKafka();
    kafka.kill();
    lock(client, "bob", 2, 60);
    // Only a wait, because nothing shows that a correct relay has tried to send the event and keeps it.
    Await.until(Duration.ofSeconds(10), () -> !run.hasWaitingEvents());
    process.kill();
    kafka.restart();
    run.startHere(ServiceCode.REAL);
  }

  /**
   * The first instance reads the deadlines and gets the reply late. Meanwhile the other instance, which was cut off
   * from Redis for a while, lets other users lock the seats.
   */
  private static void sweepIsSlow(SeededRun run, KafkaProcess kafka) throws IOException {
    ManualClient slow = run.startHere();
    ManualClient client = run.startHere();
    run.link(0).setDelay(Duration.ofSeconds(3));
    long deadline = 0;
    for (int seat = 0; seat < 3; seat++) {
      deadline = Math.max(deadline, lock(client, "ann", seat, 3).expiresAt() * 1000);
    }
    run.link(1).set(TcpProxy.Mode.BLACK_HOLE);
    long over = deadline;
    try (SweepMonitor monitor = new SweepMonitor(run.redis().process().port())) {
      Await.must("the slow one has read after the deadlines", LIMIT, () -> monitor.latest() > over);
    }
    run.link(0).set(TcpProxy.Mode.BLACK_HOLE);
    run.link(1).set(TcpProxy.Mode.PASS);
    for (int seat = 0; seat < 3; seat++) {
      lock(client, "bob", seat, 60);
    }
    run.link(0).setDelay(Duration.ZERO);
    run.link(0).set(TcpProxy.Mode.PASS);
    // Calls reach Redis in order, one at a time: after the second read the sweep's call is done.
    slow.read(0);
    slow.read(1);
    client.lock("cid", 2, 60);
  }

  /** Each change is sent in an event of its own. A stream with a bug shows some of them wrongly or never. */
  private static void mapIsWatched(SeededRun run, KafkaProcess kafka) throws IOException {
    ManualClient client = run.startHere();
    Windows windows = run.watch(client, 4);
    lock(client, "ann", 1, 60);
    awaitNextFrame(run);
    client.unlock("ann", 1);
    awaitNextFrame(run);
    lock(client, "bob", 2, 60);
    run.awaitEventsInKafka();
    Await.sleep(Windows.LIMIT.plus(FRAME));
    windows.compareAll();
  }

  private static void awaitNextFrame(SeededRun run) {
    run.awaitEventsInKafka();
    Await.sleep(FRAME);
  }

  /** Repeats the request until it is granted. That is safe: a repeated request gets the lock of the first one. */
  private static Answer lock(ManualClient client, String user, int seat, int seconds) {
    return retryUntilDone(user + " gets the seat", () -> client.lock(user, seat, seconds));
  }

  private static Answer retryUntilDone(String what, Supplier<Answer> call) {
    AtomicReference<Answer> last = new AtomicReference<>(Answer.unknown());
    if (!Await.until(LIMIT, () -> last.updateAndGet(_ -> call.get()).isDone())) {
      throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what + "; last answer: " + last);
    }
    return last.get();
  }
}
