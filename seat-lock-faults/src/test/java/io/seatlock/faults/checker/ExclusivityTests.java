package io.seatlock.faults.checker;

import static io.seatlock.faults.checker.CheckerAssertions.broken;
import static io.seatlock.faults.checker.CheckerAssertions.clean;
import static io.seatlock.faults.checker.RunBuilder.SEAT;
import static io.seatlock.faults.checker.RunBuilder.lockId;
import static io.seatlock.faults.checker.RunBuilder.micros;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker concludes from the answers to callers alone. */
class ExclusivityTests {

  private static RunBuilder run() {
    return new RunBuilder();
  }

  @Test
  void locksOneAfterTheOtherExcludeEachOther() {
    clean(run().granted("ann", 100, 5_000).unlocked("ann", 100, 900).granted("bob", 1_000, 6_000)
        .expired("bob", 6_000).granted("cid", 6_100, 9_000).extended("cid", 6_100, 8_000, 12_000)
        .sold("cid", 6_100, 11_000).released("cid", 20_000).granted("dan", 20_100, 30_000));
  }

  @Test
  void lockBeforeTheDeadlineOfAnotherOverlaps() {
    broken(run().answeredGrant("ann", 100, 5_000).answeredGrant("bob", 4_999, 9_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void lockAtTheDeadlineOfAnotherDoesNot() {
    clean(run().granted("ann", 100, 5_000).published(SeatEvent.What.EXPIRED, "ann", micros(5_000), 5_000, 0, 5_000)
        .answeredGrant("bob", 5_001, 9_000).locked("bob", 5_001, 5_001, 9_000));
  }

  @Test
  void extendedLockOverlapsUpToItsNewDeadline() {
    broken(run().granted("ann", 100, 5_000).extended("ann", 100, 4_000, 9_000).answeredGrant("bob", 6_000, 9_000),
        Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void longestHolderCountsAlsoBehindAShorterOne() {
    broken(run().answeredGrant("ann", 100, 9_000).answeredGrant("bob", 200, 300).answeredGrant("cid", 5_000, 6_000),
        Rule.OVERLAP, "ann", "cid");
  }

  @Test
  void lockHoldsUntilACallIsSentThatMayEndIt() {
    broken(run().answeredGrant("ann", 100, 5_000).answeredGrant("bob", 997, 4_000)
        .asked(Operation.UNLOCK, "ann", lockId(100), 1_000, Answer.done()), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void unlockWithoutAnAnswerMayHaveHappenedOnceItWasSent() {
    clean(run().granted("ann", 100, 5_000)
        .asked(Operation.UNLOCK, "ann", lockId(100), 1_000, Answer.unknown())
        .published(SeatEvent.What.UNLOCKED, "ann", 1_500)
        .granted("bob", 2_000, 4_000));
  }

  @Test
  void unlockThatWasRefusedEndsNothing() {
    broken(run().answeredGrant("ann", 100, 5_000)
        .asked(Operation.UNLOCK, "bob", null, 1_000, Answer.problem(403, "NOT_THE_HOLDER"))
        .answeredGrant("bob", 2_000, 4_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void unlockOfAnotherLockEndsNothing() {
    broken(run().answeredGrant("ann", 100, 5_000)
        .asked(Operation.UNLOCK, "ann", lockId(50), 1_000, Answer.unknown()).answeredGrant("bob", 2_000, 4_000),
        Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void lockWithoutAnAnswerIsNoGrant() {
    clean(run().asked(Operation.LOCK, "ann", null, 100, Answer.problem(503, "UNAVAILABLE"))
        .granted("bob", 1_000, 4_000));
  }

  @Test
  void repeatedRequestIsTheSameLock() {
    clean(run().granted("ann", 100, 5_000).asked(Operation.LOCK, "ann", null, 2_000,
        Answer.granted(lockId(100), RunBuilder.START + 5_000, List.of(micros(100)))));
  }

  @Test
  void repeatedRequestUnderAnotherLockIdOverlaps() {
    broken(run().answeredGrant("ann", 100, 5_000).answeredGrant("ann", 2_000, 7_000), Rule.OVERLAP, "ann");
  }

  @Test
  void soldSeatIsNotGrantedBeforeARelease() {
    broken(run().granted("ann", 100, 5_000).sold("ann", 100, 1_000).answeredGrant("bob", 90_000, 99_000),
        Rule.OVERLAP, "bob", "FINALIZE");
    broken(run().granted("ann", 100, 5_000).sold("ann", 100, 1_000).answeredGrant("bob", 90_000, 99_000)
        .released("ann", 95_000), Rule.OVERLAP, "bob", "FINALIZE");
  }

  @Test
  void releaseWithoutAnAnswerMayHaveHappened() {
    clean(run().granted("ann", 100, 5_000).sold("ann", 100, 1_000)
        .asked(Operation.RELEASE, "ann", null, 2_000, Answer.unknown()).published(SeatEvent.What.RELEASED, "ann", 2_500)
        .granted("bob", 3_000, 9_000));
  }

  @Test
  void laterAnswerHasNoLowerVersion() {
    broken(run().answeredGrant("ann", 100, 200).call(RunBuilder.lockCall("bob", micros(300), micros(310),
        Answer.granted("low", RunBuilder.START + 400, List.of(micros(99))))), Rule.VERSION_REGRESSION, "ann", "bob");
  }

  @Test
  void callsAtTheSameTimeMayGetTheirVersionsInAnyOrder() {
    clean(run().call(grant("ann", 90, 310, 300, 400)).call(grant("bob", 90, 320, 100, 200))
        .locked("bob", 100, 100, 200).expired("bob", 200).locked("ann", 300, 300, 400));
  }

  private static Call grant(String user, long sentAt, long answeredAt, long at, long until) {
    return RunBuilder.lockCall(user, micros(sentAt), micros(answeredAt),
        Answer.granted(lockId(at), RunBuilder.START + until, List.of(micros(at))));
  }

  @Test
  void twoLocksHaveTwoVersions() {
    broken(run().answeredGrant("ann", 100, 200).call(RunBuilder.lockCall("bob", micros(99), micros(310),
        Answer.granted("same", RunBuilder.START + 400, List.of(micros(100))))), Rule.VERSION_REGRESSION, "ann", "bob");
  }

  @Test
  void groupIsGrantedAsAWhole() {
    Call group = new Call(1, Operation.LOCK, List.of(SEAT, "hall:A:2"), "ann", null, micros(98), micros(102),
        Answer.granted(lockId(100), RunBuilder.START + 900, List.of(micros(100), micros(100))));
    clean(run().call(group).locked("ann", 100, 100, 900).on("hall:A:2").locked("ann", 100, 100, 900));
    broken(run().call(new Call(1, Operation.LOCK, group.seats(), "ann", null, micros(98), micros(102),
        Answer.granted(lockId(100), RunBuilder.START + 900, List.of(micros(100))))).locked("ann", 100, 100, 900),
        Rule.PARTLY_GRANTED, "hall:A:2", "ann");
  }

  @Test
  void groupWithoutAnAnswerIsGrantedAsAWholeOrNotAtAll() {
    Call group = new Call(1, Operation.LOCK, List.of(SEAT, "hall:A:2"), "ann", null, micros(98), micros(102),
        Answer.unknown());
    clean(run().call(group));
    clean(run().call(group).locked("ann", 100, 100, 900).on("hall:A:2").locked("ann", 100, 100, 900));
    broken(run().call(group).locked("ann", 100, 100, 900), Rule.PARTLY_GRANTED, "hall:A:2", "ann");
  }

  @Test
  void deadlineOfAnotherSeatOfTheGroupIsNotTakenForItsOwn() {
    List<String> seats = List.of(SEAT, "hall:A:2");
    clean(run().call(new Call(1, Operation.LOCK, seats, "ann", null, micros(98), micros(102),
        Answer.granted(lockId(100), RunBuilder.START + 900, List.of(micros(100), micros(100)))))
        .locked("ann", 100, 100, 900).extended("ann", 100, 500, 9_000)
        .call(new Call(1, Operation.LOCK, seats, "ann", null, micros(598), micros(602),
            Answer.granted(lockId(100), RunBuilder.START + 9_000, List.of(micros(500), micros(100)))))
        .on("hall:A:2").locked("ann", 100, 100, 900).expired("ann", 900).granted("bob", 1_000, 2_000));
  }
}
