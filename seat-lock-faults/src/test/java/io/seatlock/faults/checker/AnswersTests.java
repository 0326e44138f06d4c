package io.seatlock.faults.checker;

import static io.seatlock.faults.checker.CheckerAssertions.broken;
import static io.seatlock.faults.checker.CheckerAssertions.brokenOnly;
import static io.seatlock.faults.checker.CheckerAssertions.clean;
import static io.seatlock.faults.checker.RunBuilder.START;
import static io.seatlock.faults.checker.RunBuilder.lockId;
import static io.seatlock.faults.checker.RunBuilder.micros;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent.What;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The answers to callers must agree with the events. */
class AnswersTests {

  private static RunBuilder run() {
    return new RunBuilder();
  }

  private static RunBuilder held() {
    return run().granted("ann", 100, 5_000);
  }

  @Test
  void grantHasAnEvent() {
    brokenOnly(run().answeredGrant("ann", 100, 5_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void extensionHasAnEvent() {
    brokenOnly(held().asked(Operation.EXTEND, "ann", lockId(100), 300, Answer.granted(lockId(100), START + 9_000,
        List.of(micros(300)))), Rule.LOST_EVENT, "ann");
  }

  @Test
  void endHasAnEvent() {
    brokenOnly(held().answeredUnlock("ann", 100, 300), Rule.LOST_EVENT, "UNLOCK");
    brokenOnly(held().asked(Operation.FINALIZE, "ann", null, 300, Answer.done()), Rule.LOST_EVENT, "FINALIZE");
    brokenOnly(held().sold("ann", 100, 300).asked(Operation.RELEASE, null, null, 900, Answer.done()), Rule.LOST_EVENT,
        "RELEASE");
  }

  @Test
  void eachEndHasAnEventOfItsOwn() {
    brokenOnly(held().unlocked("ann", 100, 300).granted("ann", 400, 5_000).answeredUnlock("ann", 400, 500),
        Rule.LOST_EVENT, "UNLOCK");
  }

  @Test
  void callsThatOverlapFindTheirEventsWhateverTheirOrder() {
    clean(held().call(unlock("ann", null, 200, 1_000)).call(unlock("ann", lockId(100), 201, 1_001))
        .published(What.UNLOCKED, "ann", 300).granted("ann", 400, 5_000).published(What.UNLOCKED, "ann", 500));
  }

  private static Call unlock(@Nullable String user, @Nullable String lockId, long sentAt, long answeredAt) {
    return RunBuilder.unlockCall(user, lockId, micros(sentAt), micros(answeredAt));
  }

  @Test
  void answerHasTheDeadlineOfTheEvent() {
    brokenOnly(run().answeredGrant("ann", 100, 5_000).locked("ann", 100, 100, 5_001), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void lockEventNamesTheUserWhoAsked() {
    brokenOnly(run().answeredGrant("ann", 100, 5_000).locked("bob", 100, 100, 5_000), Rule.FOREIGN_OR_LATE, "ann",
        "bob");
  }

  @Test
  void foreignUserOrLockIdEndsNothing() {
    brokenOnly(held().asked(Operation.FINALIZE, "bob", null, 300, Answer.done()).published(What.FINALIZED, "ann", 300),
        Rule.FOREIGN_OR_LATE, "bob", "ann");
    broken(held().asked(Operation.UNLOCK, null, lockId(7), 300, Answer.done()).published(What.UNLOCKED, "ann", 300),
        Rule.FOREIGN_OR_LATE, lockId(7), "ann");
    broken(held().sold("ann", 100, 300).asked(Operation.RELEASE, "bob", null, 400, Answer.done())
        .published(What.RELEASED, "ann", 400), Rule.FOREIGN_OR_LATE, "bob", "ann");
  }

  @Test
  void foreignUserOrLockIdExtendsNothing() {
    Answer extended = Answer.granted(lockId(100), START + 9_000, List.of(micros(300)));
    broken(held().asked(Operation.EXTEND, "bob", null, 300, extended).locked("ann", 100, 300, 9_000),
        Rule.FOREIGN_OR_LATE, "bob", "ann");
    broken(held().asked(Operation.EXTEND, null, lockId(7), 300, extended).locked("ann", 100, 300, 9_000),
        Rule.FOREIGN_OR_LATE, lockId(7));
  }

  @Test
  void lockIdOfAnExtendedLockStaysTheSame() {
    clean(held().extended("ann", 100, 200, 6_000).unlocked("ann", 100, 300));
  }

  @Test
  void unknownLockIdIsNotHeldAgainstTheCaller() {
    clean(run().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 100, 100, 5_000)
        .call(unlock(null, "guessed", 200, 400)).published(What.UNLOCKED, "ann", 300));
  }

  @Test
  void everyEventHasACause() {
    brokenOnly(run().locked("ann", 100, 100, 5_000), Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(held().published(What.UNLOCKED, "ann", 300), Rule.UNEXPLAINED_EVENT, "UNLOCKED");
    brokenOnly(held().published(What.FINALIZED, "ann", 300), Rule.UNEXPLAINED_EVENT, "FINALIZED");
    brokenOnly(held().sold("ann", 100, 300).published(What.RELEASED, "ann", 400), Rule.UNEXPLAINED_EVENT, "RELEASED");
  }

  @Test
  void callWithoutAnAnswerMayBeACauseFromItsSendingOn() {
    clean(run().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 50_000, 50_000, 90_000));
    brokenOnly(run().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 90, 90, 900),
        Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(run().asked(Operation.LOCK, "bob", null, 100, Answer.unknown()).locked("ann", 100, 100, 900),
        Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(
        held().asked(Operation.UNLOCK, null, lockId(7), 300, Answer.unknown()).published(What.UNLOCKED, "ann", 300),
        Rule.UNEXPLAINED_EVENT, "ann");
  }

  @Test
  void refusedCallIsNoCause() {
    brokenOnly(held().asked(Operation.UNLOCK, "ann", null, 300, Answer.problem(404, "NOT_LOCKED"))
        .published(What.UNLOCKED, "ann", 300), Rule.UNEXPLAINED_EVENT, "ann");
  }

  @Test
  void lockWithoutAnAnswerMayBeUndoneByTheService() {
    clean(run().asked(Operation.LOCK, "ann", null, 100, Answer.problem(503, "UNAVAILABLE"))
        .locked("ann", 100, 100, 5_000).published(What.UNLOCKED, "ann", 200));
  }

  @Test
  void statusReadShowsThePresentState() {
    clean(run().read(50, Answer.seen("AVAILABLE", null, 0, 0)).granted("ann", 100, 5_000)
        .read(200, Answer.seen("LOCKED", "ann", micros(100), START + 5_000))
        .read(5_001, Answer.seen("AVAILABLE", null, micros(100), 0)).expired("ann", 5_000)
        .read(5_500, Answer.seen("AVAILABLE", null, micros(5_003), 0)).granted("bob", 6_000, 9_000)
        .sold("bob", 6_000, 7_000).read(8_000, Answer.seen("FINALIZED", "bob", micros(7_000), 0)));
  }

  @Test
  void statusReadDuringAChangeMayShowEitherState() {
    clean(held().read(99, Answer.seen("AVAILABLE", null, 0, 0))
        .read(101, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)));
  }

  @Test
  void statusReadDoesNotShowAnOldState() {
    brokenOnly(held().read(200, Answer.seen("AVAILABLE", null, 0, 0)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().unlocked("ann", 100, 300).read(400, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)),
        Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().read(5_003, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)), Rule.WRONG_ANSWER,
        "ann");
  }

  @Test
  void statusReadDoesNotShowAFutureState() {
    brokenOnly(held().read(50, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().read(4_990, Answer.seen("AVAILABLE", null, micros(100), 0)), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void statusReadAgreesWithTheEvents() {
    brokenOnly(held().read(200, Answer.seen("LOCKED", "bob", micros(100), START + 5_000)), Rule.WRONG_ANSWER, "bob");
    brokenOnly(held().read(200, Answer.seen("LOCKED", "ann", micros(100), START + 6_000)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().read(200, Answer.seen("FINALIZED", "ann", micros(100), 0)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().read(200, Answer.seen("LOCKED", "ann", micros(150), START + 5_000)), Rule.WRONG_ANSWER, "150");
  }
}
