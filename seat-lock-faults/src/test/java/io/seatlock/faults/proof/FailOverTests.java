package io.seatlock.faults.proof;

import static io.seatlock.faults.proof.Expectation.broken;
import static io.seatlock.faults.proof.Expectation.clean;
import static io.seatlock.faults.proof.Story.START;
import static io.seatlock.faults.proof.Story.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.proof.SeatEvent.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The link is cut at 1,000 ms, the new primary serves at 3,000 ms, and what was acknowledged 500 ms before may be lost. */
class FailOverTests {

  private static Story story() {
    return new Story().failOver(1_000, 3_000, 500);
  }

  @Test
  void grantBeforeTheCutMayBeLostAndIsCounted() {
    Findings findings = story().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
    assertThat(findings.grants()).isEqualTo(2);
  }

  @Test
  void grantLongBeforeTheCutMayNot() {
    broken(story().granted("ann", 400, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
    broken(story().granted("ann", 400, 9_000).granted("bob", 4_000, 9_000), Rule.ORDER, "ann", "bob");
  }

  @Test
  void grantAfterTheNewPrimaryServesMayNot() {
    broken(story().granted("ann", 3_500, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void withoutAFailOverNothingMay() {
    broken(new Story().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void eventMayBeLostTogetherWithItsGrant() {
    Findings findings = story().answeredGrant("ann", 600, 9_000).granted("bob", 4_000, 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
    broken(story().answeredGrant("ann", 400, 500).granted("bob", 4_000, 9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void grantThatIsNeverEndedWasLost() {
    assertThat(story().granted("ann", 600, 5_000).drained(9_000).findings().grantsLostByFailOver()).isEqualTo(1);
    broken(story().granted("ann", 400, 5_000).drained(9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void endMayBeLostSoThatTheLockIsBack() {
    Findings findings = story().granted("ann", 100, 9_000).unlocked("ann", 100, 1_500)
        .looked(4_000, Answer.seen("LOCKED", "ann", micros(100), START + 9_000)).expired("ann", 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isZero();
    broken(new Story().granted("ann", 100, 9_000).unlocked("ann", 100, 1_500)
        .looked(4_000, Answer.seen("LOCKED", "ann", micros(100), START + 9_000)), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void extensionMayBeLostSoThatTheFirstDeadlineHolds() {
    clean(story().granted("ann", 100, 4_000).extended("ann", 100, 900, 20_000).expired("ann", 4_000)
        .granted("bob", 5_000, 9_000));
    broken(new Story().granted("ann", 100, 4_000).extended("ann", 100, 900, 20_000).expired("ann", 4_000),
        Rule.EARLY_EXPIRY, "ann");
  }

  @Test
  void extensionThatBroughtTheEndCloserMayBeLostOrNot() {
    clean(story().granted("ann", 100, 9_000).extended("ann", 100, 900, 4_000).expired("ann", 4_000)
        .granted("bob", 5_000, 9_000));
    clean(story().granted("ann", 100, 9_000).extended("ann", 100, 900, 4_000).expired("ann", 9_000));
  }

  @Test
  void inSafeModeNothingThatWasAnsweredOrToldMayBeLost() {
    broken(story().safe().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
    broken(story().safe().answeredGrant("ann", 600, 900).granted("bob", 4_000, 9_000), Rule.LOST_EVENT, "ann");
    broken(story().safe().granted("ann", 100, 4_000).unlocked("ann", 100, 600).expired("ann", 4_000), Rule.ORDER,
        "EXPIRED", "UNLOCKED");
    broken(story().safe().granted("ann", 600, 5_000).drained(9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void inSafeModeALookMayStillShowWhatIsLost() {
    clean(story().safe().granted("ann", 100, 9_000)
        .looked(900, Answer.seen("LOCKED", "ann", micros(600), START + 9_000)).expired("ann", 9_000));
    broken(new Story().granted("ann", 100, 9_000)
        .looked(900, Answer.seen("LOCKED", "ann", micros(600), START + 9_000)), Rule.WRONG_ANSWER, "LOOK");
  }

  @Test
  void severalChangesAreLostTogether() {
    Findings findings = story().granted("ann", 100, 9_000).unlocked("ann", 100, 600).granted("bob", 700, 9_000)
        .sold("bob", 700, 800).extended("ann", 100, 3_500, 12_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
  }

  @Test
  void changesOfTheOldPrimaryBetweenThoseOfTheNewOneAreLost() {
    clean(story().granted("ann", 1_100, 9_000).granted("bob", 2_000, 9_000).unlocked("ann", 1_100, 2_500)
        .unlocked("bob", 2_000, 4_000));
  }

  @Test
  void whatTheOldPrimaryDidMayBeSentLate() {
    clean(story().granted("ann", 100, 600).expired("ann", 600).answeredGrant("bob", 900, 9_000)
        .granted("cid", 4_000, 5_000).locked("bob", 900, 900, 9_000));
  }

  @Test
  void versionsDoNotGoBackAllTheSame() {
    broken(story().granted("ann", 600, 9_000).call(Call.lock(1, "bob", Story.SEAT, micros(4_000), micros(4_010),
        Answer.granted("low", START + 9_000, List.of(micros(400))))).told(What.LOCKED, "bob", micros(400), 4_000,
            START + 9_000, 4_001),
        Rule.VERSION_REGRESSION, "seat.locked");
    broken(story().granted("ann", 100, 200).call(Call.lock(1, "bob", Story.SEAT, micros(4_000), micros(4_010),
        Answer.granted("low", START + 9_000, List.of(micros(90))))), Rule.VERSION_REGRESSION, "ann", "bob");
  }
}
