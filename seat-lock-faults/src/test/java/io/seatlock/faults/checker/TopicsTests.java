package io.seatlock.faults.checker;

import static io.seatlock.faults.checker.CheckerAssertions.broken;
import static io.seatlock.faults.checker.CheckerAssertions.brokenOnly;
import static io.seatlock.faults.checker.CheckerAssertions.clean;
import static io.seatlock.faults.checker.RunBuilder.START;
import static io.seatlock.faults.checker.RunBuilder.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.SeatEvent.What;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The events of a seat, in the order of their versions, must be a valid history. */
class TopicsTests {

  private static RunBuilder held() {
    return new RunBuilder().granted("ann", 100, 5_000);
  }

  private static RunBuilder sold() {
    return held().sold("ann", 100, 1_000);
  }

  @Test
  void lockThatNobodyEndedIsNotFollowedByAnother() {
    broken(held().granted("bob", 6_000, 9_000), Rule.ORDER, "bob", "ann");
    broken(held().granted("ann", 6_000, 9_000), Rule.ORDER, "ann");
  }

  @Test
  void lockIsEndedOnce() {
    broken(held().unlocked("ann", 100, 1_000).published(What.UNLOCKED, "ann", 2_000), Rule.ORDER, "ann");
    broken(held().unlocked("ann", 100, 1_000).expired("ann", 5_000), Rule.ORDER, "EXPIRED");
    broken(sold().published(What.UNLOCKED, "ann", 2_000), Rule.ORDER, "UNLOCKED");
  }

  @Test
  void nothingEndsBeforeItBegan() {
    broken(new RunBuilder().published(What.FINALIZED, "ann", 2_000), Rule.ORDER, "nothing");
    broken(new RunBuilder().published(What.EXPIRED, "ann", 2_000), Rule.ORDER, "nothing");
  }

  @Test
  void lockEndsInTheNameOfItsHolder() {
    broken(held().expired("bob", 5_000), Rule.ORDER, "bob", "ann");
    broken(held().published(What.FINALIZED, "bob", 2_000), Rule.ORDER, "bob", "ann");
    broken(sold().published(What.RELEASED, "bob", 2_000), Rule.ORDER, "bob", "ann");
  }

  @Test
  void onlyASoldSeatIsReleasedAndOnlyAReleaseFreesIt() {
    clean(sold().released("ann", 2_000));
    broken(held().published(What.RELEASED, "ann", 2_000), Rule.ORDER, "RELEASED");
    broken(sold().granted("bob", 6_000, 9_000), Rule.ORDER, "FINALIZED");
    broken(sold().expired("ann", 5_000), Rule.ORDER, "EXPIRED");
  }

  @Test
  void extensionKeepsTheTimeOfTheLock() {
    clean(held().extended("ann", 100, 2_000, 9_000).extended("ann", 100, 3_000, 8_000).expired("ann", 8_000));
    broken(held().locked("ann", 2_000, 2_000, 9_000), Rule.ORDER, "LOCKED");
  }

  @Test
  void extensionOfNothingIsNoLock() {
    broken(held().unlocked("ann", 100, 1_000).locked("ann", 100, 2_000, 9_000), Rule.ORDER, "LOCKED");
  }

  @Test
  void expiryEventHasTheDeadlineAndIsNeverEarlier() {
    clean(held().expired("ann", 5_000));
    brokenOnly(held().published(What.EXPIRED, "ann", micros(5_003), 4_999, 0, 5_004), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().published(What.EXPIRED, "ann", micros(5_000) - 1, 5_000, 0, 5_004), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().published(What.EXPIRED, "ann", micros(5_000), 5_000, 0, 4_999), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().published(What.EXPIRED, "ann", micros(5_002), 5_001, 0, 5_004), Rule.ORDER, "ann");
  }

  @Test
  void extendedLockDoesNotEndAtItsFirstDeadline() {
    brokenOnly(held().extended("ann", 100, 2_000, 9_000).expired("ann", 5_000), Rule.EARLY_EXPIRY, "ann");
  }

  @Test
  void nothingIsSoldExtendedOrUnlockedAfterItsDeadline() {
    brokenOnly(held().sold("ann", 100, 5_002), Rule.FOREIGN_OR_LATE, "ann");
    brokenOnly(held().unlocked("ann", 100, 5_002), Rule.FOREIGN_OR_LATE, "ann");
    brokenOnly(held().extended("ann", 100, 5_002, 9_000), Rule.FOREIGN_OR_LATE, "ann");
  }

  @Test
  void versionMayBeALittleAheadOfTheClock() {
    clean(held().asked(Operation.FINALIZE, "ann", null, 4_999, Answer.done()).published(What.FINALIZED, "ann",
        micros(5_000) + 3, 4_999, 0, 5_001));
  }

  @Test
  void repetitionIsAllowed() {
    Findings findings = held().again(UnaryOperator.identity()).unlocked("ann", 100, 1_000)
        .again(UnaryOperator.identity()).again(UnaryOperator.identity()).findings();

    findings.assertNone();
    assertThat(findings.duplicateEvents()).isEqualTo(3);
    assertThat(findings.events()).isEqualTo(2);
  }

  @Test
  void repetitionHasTheSameContent() {
    brokenOnly(held().again(event -> changed(event, "bob", event.expiresAt())), Rule.CHANGED_DUPLICATE, "bob", "ann");
    brokenOnly(held().again(event -> changed(event, "ann", event.expiresAt() + 1)), Rule.CHANGED_DUPLICATE, "ann");
  }

  private static SeatEvent changed(SeatEvent event, String user, long expiresAt) {
    return new SeatEvent(event.topic(), event.partition(), event.offset(), event.key(), event.id(), event.version(),
        event.what(), user, event.at(), expiresAt, event.recordedAt());
  }

  @Test
  void rejectionMayBePublishedTwiceWithOtherContent() {
    clean(new RunBuilder().published(What.REJECTED, "ann", 0, 100, 0, 200)
        .again(event -> changed(event, "ann", event.expiresAt() + 1)));
  }

  @Test
  void repetitionMayComeLateButAFirstTimeMayNot() {
    RunBuilder run = held().unlocked("ann", 100, 200).granted("bob", 300, 900).unlocked("bob", 300, 400);
    SeatEvent first = new SeatEvent("seat.locked", 0, 99, RunBuilder.SEAT, RunBuilder.SEAT + ":" + micros(100),
        micros(100),
        What.LOCKED, "ann", START + 100, START + 5_000, START + 101);
    clean(run.event(first));

    brokenOnly(new RunBuilder().answeredGrant("ann", 100, 5_000).answeredUnlock("ann", 100, 200)
        .granted("bob", 300, 900).published(What.UNLOCKED, "ann", 200).event(first), Rule.VERSION_REGRESSION,
        "seat.locked");
  }

  @Test
  void seatsAndTopicsAreIndependent() {
    clean(held().unlocked("ann", 100, 200).on("hall:A:2").granted("bob", 50, 900));
  }

  @Test
  void passedDeadlineHasAnEventWhenTheTopicsAreDrained() {
    clean(held().drained(4_999));
    brokenOnly(held().drained(5_001), Rule.LOST_EVENT, "ann");
    clean(held().expired("ann", 5_000).drained(9_000));
  }

  @Test
  void latenessIsFromTheDeadlineToTheRecord() {
    RunBuilder run = new RunBuilder();
    for (int i = 0; i < 100; i++) {
      int start = i * 1_000;
      run.granted("ann", start + 5, start + 500).published(What.EXPIRED, "ann", micros(start + 500), start + 500, 0,
          start + 501 + i);
    }

    assertThat(run.findings().lateness()).isEqualTo(new Lateness(100, 50, 99, 100));
  }
}
