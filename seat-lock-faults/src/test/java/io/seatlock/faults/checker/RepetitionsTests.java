package io.seatlock.faults.checker;

import static io.seatlock.faults.checker.CheckerAssertions.brokenOnly;
import static io.seatlock.faults.checker.CheckerAssertions.clean;
import static io.seatlock.faults.checker.RunBuilder.lockId;
import static io.seatlock.faults.checker.RunBuilder.micros;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent.What;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever has unlocked, bought or released a seat may repeat the call until something else happens to the seat. */
class RepetitionsTests {

  private static RunBuilder held() {
    return new RunBuilder().granted("ann", 100, 5_000);
  }

  private static RunBuilder unlocked() {
    return held().unlocked("ann", 100, 300);
  }

  private static RunBuilder sold() {
    return held().sold("ann", 100, 300);
  }

  private static RunBuilder released() {
    return sold().released("ann", 600);
  }

  private static RunBuilder asked(RunBuilder run, Operation operation, @Nullable String user, @Nullable String lockId,
      long at) {
    return run.asked(operation, user, lockId, at, Answer.done());
  }

  private static void lost(RunBuilder run, Operation operation) {
    brokenOnly(run, Rule.LOST_EVENT, operation.name());
  }

  @Test
  void unlockMayBeAskedForAgain() {
    clean(asked(unlocked(), Operation.UNLOCK, "ann", null, 900));
    clean(asked(unlocked(), Operation.UNLOCK, null, lockId(100), 900));
    clean(asked(asked(unlocked(), Operation.UNLOCK, "ann", lockId(100), 900), Operation.UNLOCK, "ann", null, 9_000));
  }

  @Test
  void saleMayBeAskedForAgain() {
    clean(asked(sold(), Operation.FINALIZE, "ann", null, 900));
    clean(asked(sold(), Operation.FINALIZE, null, lockId(100), 9_000));
  }

  @Test
  void releaseMayBeAskedForAgain() {
    clean(asked(released(), Operation.RELEASE, "ann", null, 900));
    clean(asked(released(), Operation.RELEASE, null, lockId(100), 9_000));
  }

  @Test
  void firstTimeHasAnEvent() {
    lost(asked(held(), Operation.UNLOCK, "ann", lockId(100), 300), Operation.UNLOCK);
    lost(asked(held(), Operation.FINALIZE, "ann", lockId(100), 300), Operation.FINALIZE);
    lost(asked(sold(), Operation.RELEASE, "ann", lockId(100), 600), Operation.RELEASE);
    lost(asked(new RunBuilder(), Operation.UNLOCK, "ann", lockId(100), 300), Operation.UNLOCK);
  }

  @Test
  void answerBeforeTheEventIsNoRepetition() {
    lost(asked(held(), Operation.UNLOCK, "ann", null, 200).unlocked("ann", 100, 300), Operation.UNLOCK);
    lost(asked(sold(), Operation.RELEASE, "ann", null, 500).released("ann", 600), Operation.RELEASE);
  }

  @Test
  void onlyTheOneWhoDidItMayAskAgain() {
    lost(asked(unlocked(), Operation.UNLOCK, "bob", null, 900), Operation.UNLOCK);
    lost(asked(unlocked(), Operation.UNLOCK, "ann", lockId(7), 900), Operation.UNLOCK);
    lost(asked(sold(), Operation.FINALIZE, "bob", null, 900), Operation.FINALIZE);
    lost(asked(released(), Operation.RELEASE, "bob", null, 900), Operation.RELEASE);
    lost(asked(released(), Operation.RELEASE, null, lockId(7), 900), Operation.RELEASE);
  }

  @Test
  void callWithoutUserAndLockIdIsNoRepetition() {
    lost(asked(unlocked(), Operation.UNLOCK, null, null, 900), Operation.UNLOCK);
    lost(asked(released(), Operation.RELEASE, null, null, 900), Operation.RELEASE);
  }

  @Test
  void nothingIsRepeatedOnceSomebodyElseHasTheSeat() {
    lost(asked(unlocked().granted("bob", 700, 8_000), Operation.UNLOCK, "ann", null, 900), Operation.UNLOCK);
    lost(asked(released().granted("bob", 700, 8_000), Operation.RELEASE, "ann", null, 900), Operation.RELEASE);
  }

  @Test
  void nothingIsRepeatedOnceSomebodyElseHasHadTheSeat() {
    RunBuilder unlocked = unlocked().granted("bob", 700, 8_000).unlocked("bob", 700, 800);
    lost(asked(unlocked, Operation.UNLOCK, "ann", null, 900), Operation.UNLOCK);
    RunBuilder released = released().granted("bob", 700, 8_000).sold("bob", 700, 750).released("bob", 800);
    lost(asked(released, Operation.RELEASE, "ann", null, 900), Operation.RELEASE);
  }

  @Test
  void nextLockOfTheSameUserIsAnotherOne() {
    lost(asked(unlocked().granted("ann", 700, 8_000), Operation.UNLOCK, "ann", lockId(100), 900), Operation.UNLOCK);
    lost(asked(released().granted("ann", 700, 8_000), Operation.RELEASE, "ann", lockId(100), 900), Operation.RELEASE);
    lost(asked(released(), Operation.FINALIZE, "ann", lockId(100), 900), Operation.FINALIZE);
  }

  @Test
  void endOfAnotherKindIsNotRepeated() {
    lost(asked(held().expired("ann", 5_000), Operation.UNLOCK, "ann", lockId(100), 6_000), Operation.UNLOCK);
    lost(asked(held().expired("ann", 5_000), Operation.RELEASE, "ann", lockId(100), 6_000), Operation.RELEASE);
    lost(asked(sold(), Operation.UNLOCK, "ann", lockId(100), 900), Operation.UNLOCK);
    lost(asked(released(), Operation.UNLOCK, "ann", lockId(100), 900), Operation.UNLOCK);
    lost(asked(unlocked(), Operation.RELEASE, "ann", lockId(100), 900), Operation.RELEASE);
  }

  @Test
  void lockThatExpiredMeanwhileIsTheLatestChange() {
    lost(asked(unlocked().granted("ann", 700, 800).expired("ann", 800), Operation.UNLOCK, "ann", null, 900),
        Operation.UNLOCK);
  }

  @Test
  void repetitionMayComeBeforeTheNextLockOrNot() {
    clean(unlocked().granted("bob", 700, 8_000).call(unlock("ann", micros(700), micros(720))));
    lost(unlocked().granted("bob", 700, 8_000).call(unlock("ann", micros(700) + 1, micros(720))), Operation.UNLOCK);
  }

  @Test
  void callsAtTheSameTimeMayShareAnEvent() {
    clean(held().call(unlock("ann", micros(200), micros(1_000))).call(unlock("ann", micros(201), micros(1_001)))
        .published(What.UNLOCKED, "ann", 300));
  }

  @Test
  void repetitionIsNotTakenForTheCauseOfAnotherUnlock() {
    clean(unlocked().call(unlock("ann", micros(600), micros(1_000))).granted("bob", 700, 8_000)
        .asked(Operation.UNLOCK, "bob", lockId(700), 800, Answer.unknown()).published(What.UNLOCKED, "bob", 800));
    brokenOnly(unlocked().granted("bob", 590, 8_000).call(unlock("ann", micros(600), micros(1_000)))
        .asked(Operation.UNLOCK, "bob", lockId(590), 800, Answer.unknown()).published(What.UNLOCKED, "bob", 800),
        Rule.FOREIGN_OR_LATE, "ann", "bob");
  }

  @Test
  void repetitionTakesNoEventFromACallThatShowedNothing() {
    clean(unlocked().call(unlock("ann", micros(390), micros(700))).granted("ann", 400, 8_000)
        .call(unlock(null, micros(490), micros(710))).published(What.UNLOCKED, "ann", 500));
  }

  private static Call unlock(@Nullable String user, long sentAt, long answeredAt) {
    return RunBuilder.unlockCall(user, null, sentAt, answeredAt);
  }

  @Test
  void lockThatAFailOverHasLostIsIgnored() {
    clean(asked(unlocked().granted("bob", 600, 9_000).failOver(1_000, 3_000, 500), Operation.UNLOCK, "ann", null,
        4_000));
    clean(asked(unlocked().granted("bob", 600, 9_000).unlocked("bob", 600, 700).failOver(1_000, 3_000, 500),
        Operation.UNLOCK, "ann", null, 4_000));
    lost(asked(unlocked().granted("bob", 400, 9_000).failOver(1_000, 3_000, 500), Operation.UNLOCK, "ann", null,
        4_000), Operation.UNLOCK);
    lost(asked(unlocked().granted("bob", 600, 9_000).failOver(1_000, 3_000, 500).safe(), Operation.UNLOCK, "ann", null,
        4_000), Operation.UNLOCK);
  }
}
