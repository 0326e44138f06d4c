package io.seatlock.faults.proof;

import static io.seatlock.faults.proof.Expectation.broken;
import static io.seatlock.faults.proof.Expectation.brokenOnly;
import static io.seatlock.faults.proof.Expectation.clean;
import static io.seatlock.faults.proof.Story.START;
import static io.seatlock.faults.proof.Story.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.proof.SeatEvent.What;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the topics tell, read by version: a life of the seat that makes sense. */
class TopicsTests {

  private static Story held() {
    return new Story().granted("ann", 100, 5_000);
  }

  private static Story sold() {
    return held().sold("ann", 100, 1_000);
  }

  @Test
  void lockThatNobodyEndedIsNotFollowedByAnother() {
    broken(held().granted("bob", 6_000, 9_000), Rule.ORDER, "bob", "ann");
    broken(held().granted("ann", 6_000, 9_000), Rule.ORDER, "ann");
  }

  @Test
  void lockIsEndedOnce() {
    broken(held().unlocked("ann", 100, 1_000).told(What.UNLOCKED, "ann", 2_000), Rule.ORDER, "ann");
    broken(held().unlocked("ann", 100, 1_000).expired("ann", 5_000), Rule.ORDER, "EXPIRED");
    broken(sold().told(What.UNLOCKED, "ann", 2_000), Rule.ORDER, "UNLOCKED");
  }

  @Test
  void nothingEndsBeforeItBegan() {
    broken(new Story().told(What.FINALIZED, "ann", 2_000), Rule.ORDER, "nothing");
    broken(new Story().told(What.EXPIRED, "ann", 2_000), Rule.ORDER, "nothing");
  }

  @Test
  void lockEndsInTheNameOfItsHolder() {
    broken(held().expired("bob", 5_000), Rule.ORDER, "bob", "ann");
    broken(held().told(What.FINALIZED, "bob", 2_000), Rule.ORDER, "bob", "ann");
    broken(sold().told(What.RELEASED, "bob", 2_000), Rule.ORDER, "bob", "ann");
  }

  @Test
  void onlyASoldSeatIsReleasedAndOnlyAReleaseFreesIt() {
    clean(sold().released("ann", 2_000));
    broken(held().told(What.RELEASED, "ann", 2_000), Rule.ORDER, "RELEASED");
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
  void endIsToldWithTheDeadlineAndNeverBeforeIt() {
    clean(held().expired("ann", 5_000));
    brokenOnly(held().told(What.EXPIRED, "ann", micros(5_003), 4_999, 0, 5_004), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().told(What.EXPIRED, "ann", micros(5_000) - 1, 5_000, 0, 5_004), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().told(What.EXPIRED, "ann", micros(5_000), 5_000, 0, 4_999), Rule.EARLY_EXPIRY, "ann");
    brokenOnly(held().told(What.EXPIRED, "ann", micros(5_002), 5_001, 0, 5_004), Rule.ORDER, "ann");
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
    clean(held().asked(Operation.FINALIZE, "ann", null, 4_999, Answer.done()).told(What.FINALIZED, "ann",
        micros(5_000) + 3, 4_999, 0, 5_001));
  }

  @Test
  void repetitionIsAllowed() {
    Findings findings = held().again(UnaryOperator.identity()).unlocked("ann", 100, 1_000)
        .again(UnaryOperator.identity()).again(UnaryOperator.identity()).findings();

    findings.assertNone();
    assertThat(findings.doubledEvents()).isEqualTo(3);
    assertThat(findings.events()).isEqualTo(2);
  }

  @Test
  void repetitionTellsTheSame() {
    brokenOnly(held().again(event -> changed(event, "bob", event.expiresAt())), Rule.CHANGED_DUPLICATE, "bob", "ann");
    brokenOnly(held().again(event -> changed(event, "ann", event.expiresAt() + 1)), Rule.CHANGED_DUPLICATE, "ann");
  }

  private static SeatEvent changed(SeatEvent event, String user, long expiresAt) {
    return new SeatEvent(event.topic(), event.partition(), event.offset(), event.key(), event.id(), event.version(),
        event.what(), user, event.at(), expiresAt, event.recordedAt());
  }

  @Test
  void refusalMayBeToldTwiceInOtherWords() {
    clean(new Story().told(What.REJECTED, "ann", 0, 100, 0, 200)
        .again(event -> changed(event, "ann", event.expiresAt() + 1)));
  }

  @Test
  void repetitionMayComeLateButAFirstTimeMayNot() {
    Story story = held().unlocked("ann", 100, 200).granted("bob", 300, 900).unlocked("bob", 300, 400);
    SeatEvent first = new SeatEvent("seat.locked", 0, 99, Story.SEAT, Story.SEAT + ":" + micros(100), micros(100),
        What.LOCKED, "ann", START + 100, START + 5_000, START + 101);
    clean(story.event(first));

    brokenOnly(new Story().answeredGrant("ann", 100, 5_000).answeredUnlock("ann", 100, 200)
        .granted("bob", 300, 900).told(What.UNLOCKED, "ann", 200).event(first), Rule.VERSION_REGRESSION, "seat.locked");
  }

  @Test
  void seatsAndTopicsAreIndependent() {
    clean(held().unlocked("ann", 100, 200).on("hall:A:2").granted("bob", 50, 900));
  }

  @Test
  void deadlineThatPassedIsToldBeforeTheTopicsAreDrained() {
    clean(held().drained(4_999));
    brokenOnly(held().drained(5_001), Rule.LOST_EVENT, "ann");
    clean(held().expired("ann", 5_000).drained(9_000));
  }

  @Test
  void latenessIsFromTheDeadlineToTheRecord() {
    Story story = new Story();
    for (int i = 0; i < 100; i++) {
      int start = i * 1_000;
      story.granted("ann", start + 5, start + 500).told(What.EXPIRED, "ann", micros(start + 500), start + 500, 0,
          start + 501 + i);
    }

    assertThat(story.findings().lateness()).isEqualTo(new Lateness(100, 50, 99, 100));
  }
}
