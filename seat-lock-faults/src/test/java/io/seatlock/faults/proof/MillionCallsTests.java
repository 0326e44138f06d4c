package io.seatlock.faults.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of the rig as large as the largest: 20,000 seats, each locked, looked at, refused, extended and unlocked. */
class MillionCallsTests {

  private static final int SEATS = 20_000;

  private static final int ROUNDS = 10;

  private final History history = new History();

  private final List<SeatEvent> events = new ArrayList<>();

  @Test
  void millionCallsAreJudged() {
    for (int seat = 0; seat < SEATS; seat++) {
      for (int round = 0; round < ROUNDS; round++) {
        addRound("hall:A:" + seat, "user" + round, 1_000L * round + seat % 100);
      }
    }
    long kept = heap();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    Findings findings = Checker.check(history, events, Circumstances.calm());

    System.out.printf("%d calls and %d events judged in %d ms, of which %d ms of work; they take %d MB%n",
        history.calls(), events.size(), (System.nanoTime() - start) / 1_000_000, (cpuNanos() - cpu) / 1_000_000,
        kept >> 20);
    findings.assertNone();
    assertThat(findings.operations()).isEqualTo(1_000_000);
  }

  /** What is in use after a collection. */
  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void addRound(String seat, String user, long at) {
    Story story = new Story(history, events).on(seat).granted(user, at, at + 500)
        .looked(at + 10, Answer.seen("LOCKED", user, Story.micros(at), Story.START + at + 500))
        .asked(Operation.LOCK, "other", null, at + 20, Answer.problem(409, "SEAT_LOCKED"))
        .extended(user, at, at + 30, at + 600);
    story.unlocked(user, at, at + 50);
  }
}
