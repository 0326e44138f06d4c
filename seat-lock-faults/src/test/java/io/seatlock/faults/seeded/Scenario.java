package io.seatlock.faults.seeded;

import io.seatlock.embedded.KafkaProcess;
import io.seatlock.faults.load.Hand;
import io.seatlock.faults.load.Micros;
import io.seatlock.faults.proof.Answer;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.rig.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** For each bug, what makes it show; the real service takes it well. */
@FunctionalInterface
interface Scenario {

  Duration LIMIT = Duration.ofSeconds(60);

  void run(Deployment deployment, KafkaProcess kafka) throws IOException;

  static Scenario of(SeededBug bug) {
    return switch (bug.name()) {
      case "no-compare-on-release" -> Scenario::othersMeddle;
      case "incr-fence" -> Scenario::redisComesBackWithAnOlderFile;
      case "unguarded-expiry-listener" -> Scenario::notificationComesLate;
      case "pop-then-push-relay" -> Scenario::serviceDiesWhileKafkaIsAway;
      case "sweep-without-recheck" -> Scenario::sweepIsSlow;
      default -> throw new IllegalArgumentException("No scenario for " + bug);
    };
  }

  private static void othersMeddle(Deployment deployment, KafkaProcess kafka) {
    Hand hand = deployment.startHere();
    lock(hand, "ann", 1, 60);
    hand.unlock("bob", 1);
    hand.lock("bob", 1, 60);
    lock(hand, "ann", 2, 60);
    hand.sell("bob", 2);
  }

  private static void redisComesBackWithAnOlderFile(Deployment deployment, KafkaProcess kafka) {
    Hand hand = deployment.startHere();
    lock(hand, "ann", 1, 60);
    deployment.awaitEventsInKafka();
    long copiedAt = Micros.now();
    deployment.redis().copyFile();
    for (int i = 0; i < 5; i++) {
      hand.unlock("ann", 1);
      lock(hand, "ann", 1, 60);
    }
    deployment.awaitEventsInKafka();
    long cutAt = Micros.now();
    deployment.redis().restartFromCopy();
    deployment.lost(copiedAt, cutAt);
    insist("bob gets the seat that ann gives back when Redis serves again", () -> {
      hand.unlock("ann", 1);
      return hand.lock("bob", 1, 60);
    });
  }

  /** Redis sends the notification when it happens to meet the expired key, often when the next user has locked. */
  private static void notificationComesLate(Deployment deployment, KafkaProcess kafka) throws IOException {
    Hand hand = deployment.startHere();
    lock(hand, "ann", 1, 1);
    lock(hand, "bob", 1, 60);
    String key = "seatlock:" + deployment.venue() + ":A:1";
    long before = deployment.callsOf("hget");
    Await.must("somebody listens", LIMIT,
        () -> !deployment.ask("PUBLISH", "__keyevent@0__:expired", key).equals(List.of("0")));
    Await.must("the seat was looked at", LIMIT, () -> deployment.callsOf("hget") > before);
    hand.lock("cid", 1, 60);
  }

  private static void serviceDiesWhileKafkaIsAway(Deployment deployment, KafkaProcess kafka) {
    ServiceProcess process = deployment.startProcess();
    Hand hand = deployment.handAt(process.port());
    lock(hand, "ann", 1, 60);
    deployment.awaitEventsInKafka();
    kafka.kill();
    lock(hand, "bob", 2, 60);
    // Nothing tells that a good relay has tried and keeps the event.
    Await.until(Duration.ofSeconds(10), () -> !deployment.hasWaitingEvents());
    process.kill();
    kafka.restart();
    deployment.startHere(ServiceCode.REAL);
  }

  /**
   * The first instance looks at the deadlines and hears the answer late. By then the other one, which Redis could
   * not hear for a while, has let others lock the seats.
   */
  private static void sweepIsSlow(Deployment deployment, KafkaProcess kafka) throws IOException {
    Hand slow = deployment.startHere();
    Hand hand = deployment.startHere();
    deployment.link(0).setDelay(Duration.ofSeconds(1));
    long deadline = 0;
    for (int seat = 0; seat < 3; seat++) {
      deadline = Math.max(deadline, lock(hand, "ann", seat, 3).expiresAt() * 1000);
    }
    deployment.link(1).set(Proxy.Mode.BLACK_HOLE);
    long over = deadline;
    try (DeadlineLooks looks = new DeadlineLooks(deployment.redis().process().port())) {
      Await.must("the slow one has looked after the deadlines", LIMIT, () -> looks.latest() > over);
    }
    deployment.link(0).set(Proxy.Mode.BLACK_HOLE);
    deployment.link(1).set(Proxy.Mode.PASS);
    for (int seat = 0; seat < 3; seat++) {
      lock(hand, "bob", seat, 60);
    }
    deployment.link(0).setDelay(Duration.ZERO);
    deployment.link(0).set(Proxy.Mode.PASS);
    // Calls reach Redis in order, one at a time: behind the second look, the sweep has done what it does.
    slow.look(0);
    slow.look(1);
    hand.lock("cid", 2, 60);
  }

  /** Asks until it is granted: whoever asks again gets the lock that the first request got. */
  private static Answer lock(Hand hand, String user, int seat, int seconds) {
    return insist(user + " gets the seat", () -> hand.lock(user, seat, seconds));
  }

  private static Answer insist(String what, Supplier<Answer> call) {
    AtomicReference<Answer> last = new AtomicReference<>(Answer.unknown());
    if (!Await.until(LIMIT, () -> last.updateAndGet(_ -> call.get()).isDone())) {
      throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what + "; last answer: " + last);
    }
    return last.get();
  }
}
