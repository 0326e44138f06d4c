package io.seatlock.faults.proof;

import static io.seatlock.faults.proof.Expectation.broken;
import static io.seatlock.faults.proof.Expectation.brokenOnly;
import static io.seatlock.faults.proof.Expectation.clean;
import static io.seatlock.faults.proof.Story.SEAT;
import static io.seatlock.faults.proof.Story.START;
import static io.seatlock.faults.proof.Story.lockId;
import static io.seatlock.faults.proof.Story.micros;

import io.seatlock.faults.proof.SeatEvent.What;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What callers were told and what the topics tell is the same. */
class AnswersTests {

  private static Story story() {
    return new Story();
  }

  private static Story held() {
    return story().granted("ann", 100, 5_000);
  }

  @Test
  void grantIsTold() {
    brokenOnly(story().answeredGrant("ann", 100, 5_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void extensionIsTold() {
    brokenOnly(held().asked(Operation.EXTEND, "ann", lockId(100), 300, Answer.granted(lockId(100), START + 9_000,
        List.of(micros(300)))), Rule.LOST_EVENT, "ann");
  }

  @Test
  void endIsTold() {
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
        .told(What.UNLOCKED, "ann", 300).granted("ann", 400, 5_000).told(What.UNLOCKED, "ann", 500));
  }

  private static Call unlock(@Nullable String user, @Nullable String lockId, long sentAt, long answeredAt) {
    return Call.onHeld(2, Operation.UNLOCK, SEAT, user, lockId, micros(sentAt), micros(answeredAt), Answer.done());
  }

  @Test
  void answerShowsTheDeadlineThatIsTold() {
    brokenOnly(story().answeredGrant("ann", 100, 5_000).locked("ann", 100, 100, 5_001), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void lockIsToldInTheNameOfTheOneWhoAsked() {
    brokenOnly(story().answeredGrant("ann", 100, 5_000).locked("bob", 100, 100, 5_000), Rule.FOREIGN_OR_LATE, "ann",
        "bob");
  }

  @Test
  void foreignUserOrLockIdEndsNothing() {
    brokenOnly(held().asked(Operation.FINALIZE, "bob", null, 300, Answer.done()).told(What.FINALIZED, "ann", 300),
        Rule.FOREIGN_OR_LATE, "bob", "ann");
    broken(held().asked(Operation.UNLOCK, null, lockId(7), 300, Answer.done()).told(What.UNLOCKED, "ann", 300),
        Rule.FOREIGN_OR_LATE, lockId(7), "ann");
    broken(held().sold("ann", 100, 300).asked(Operation.RELEASE, "bob", null, 400, Answer.done())
        .told(What.RELEASED, "ann", 400), Rule.FOREIGN_OR_LATE, "bob", "ann");
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
  void lockIdThatNobodyWasToldIsNotHeldAgainstTheCaller() {
    clean(story().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 100, 100, 5_000)
        .call(unlock(null, "guessed", 200, 400)).told(What.UNLOCKED, "ann", 300));
  }

  @Test
  void everyEventHasAReason() {
    brokenOnly(story().locked("ann", 100, 100, 5_000), Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(held().told(What.UNLOCKED, "ann", 300), Rule.UNEXPLAINED_EVENT, "UNLOCKED");
    brokenOnly(held().told(What.FINALIZED, "ann", 300), Rule.UNEXPLAINED_EVENT, "FINALIZED");
    brokenOnly(held().sold("ann", 100, 300).told(What.RELEASED, "ann", 400), Rule.UNEXPLAINED_EVENT, "RELEASED");
  }

  @Test
  void callWithoutAnAnswerIsAReasonFromItsSendingOn() {
    clean(story().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 50_000, 50_000, 90_000));
    brokenOnly(story().asked(Operation.LOCK, "ann", null, 100, Answer.unknown()).locked("ann", 90, 90, 900),
        Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(story().asked(Operation.LOCK, "bob", null, 100, Answer.unknown()).locked("ann", 100, 100, 900),
        Rule.UNEXPLAINED_EVENT, "ann");
    brokenOnly(held().asked(Operation.UNLOCK, null, lockId(7), 300, Answer.unknown()).told(What.UNLOCKED, "ann", 300),
        Rule.UNEXPLAINED_EVENT, "ann");
  }

  @Test
  void callThatWasRefusedIsNoReason() {
    brokenOnly(held().asked(Operation.UNLOCK, "ann", null, 300, Answer.problem(404, "NOT_LOCKED"))
        .told(What.UNLOCKED, "ann", 300), Rule.UNEXPLAINED_EVENT, "ann");
  }

  @Test
  void lockWithoutAnAnswerMayBeTakenBackByTheService() {
    clean(story().asked(Operation.LOCK, "ann", null, 100, Answer.problem(503, "UNAVAILABLE"))
        .locked("ann", 100, 100, 5_000).told(What.UNLOCKED, "ann", 200));
  }

  @Test
  void lookShowsTheSeatAsItIs() {
    clean(story().looked(50, Answer.seen("AVAILABLE", null, 0, 0)).granted("ann", 100, 5_000)
        .looked(200, Answer.seen("LOCKED", "ann", micros(100), START + 5_000))
        .looked(5_001, Answer.seen("AVAILABLE", null, micros(100), 0)).expired("ann", 5_000)
        .looked(5_500, Answer.seen("AVAILABLE", null, micros(5_003), 0)).granted("bob", 6_000, 9_000)
        .sold("bob", 6_000, 7_000).looked(8_000, Answer.seen("FINALIZED", "bob", micros(7_000), 0)));
  }

  @Test
  void lookBesideAChangeMayShowEither() {
    clean(held().looked(99, Answer.seen("AVAILABLE", null, 0, 0))
        .looked(101, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)));
  }

  @Test
  void lookDoesNotShowWhatIsOver() {
    brokenOnly(held().looked(200, Answer.seen("AVAILABLE", null, 0, 0)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().unlocked("ann", 100, 300).looked(400, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)),
        Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().looked(5_003, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)), Rule.WRONG_ANSWER,
        "ann");
  }

  @Test
  void lookDoesNotShowWhatIsYetToCome() {
    brokenOnly(held().looked(50, Answer.seen("LOCKED", "ann", micros(100), START + 5_000)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().looked(4_990, Answer.seen("AVAILABLE", null, micros(100), 0)), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void lookShowsWhatIsTold() {
    brokenOnly(held().looked(200, Answer.seen("LOCKED", "bob", micros(100), START + 5_000)), Rule.WRONG_ANSWER, "bob");
    brokenOnly(held().looked(200, Answer.seen("LOCKED", "ann", micros(100), START + 6_000)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().looked(200, Answer.seen("FINALIZED", "ann", micros(100), 0)), Rule.WRONG_ANSWER, "ann");
    brokenOnly(held().looked(200, Answer.seen("LOCKED", "ann", micros(150), START + 5_000)), Rule.WRONG_ANSWER, "150");
  }
}
