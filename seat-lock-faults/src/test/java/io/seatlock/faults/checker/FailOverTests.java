package io.seatlock.faults.checker;

import static io.seatlock.faults.checker.CheckerAssertions.broken;
import static io.seatlock.faults.checker.CheckerAssertions.clean;
import static io.seatlock.faults.checker.RunBuilder.START;
import static io.seatlock.faults.checker.RunBuilder.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.SeatEvent.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The link is cut at 1,000 ms and the new primary serves at 3,000 ms. Changes that were acknowledged up to 500 ms
 * before the cut may be lost.
 */
class FailOverTests {

  private static RunBuilder run() {
    return new RunBuilder().failOver(1_000, 3_000, 500);
  }

  @Test
  void grantBeforeTheCutMayBeLostAndIsCounted() {
    Findings findings = run().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
    assertThat(findings.grants()).isEqualTo(2);
  }

  @Test
  void grantLongBeforeTheCutMayNotBeLost() {
    broken(run().granted("ann", 400, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
    broken(run().granted("ann", 400, 9_000).granted("bob", 4_000, 9_000), Rule.ORDER, "ann", "bob");
  }

  @Test
  void grantAfterTheNewPrimaryServesMayNotBeLost() {
    broken(run().granted("ann", 3_500, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void withoutAFailOverNothingMayBeLost() {
    broken(new RunBuilder().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
  }

  @Test
  void eventMayBeLostTogetherWithItsGrant() {
    Findings findings = run().answeredGrant("ann", 600, 9_000).granted("bob", 4_000, 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
    broken(run().answeredGrant("ann", 400, 500).granted("bob", 4_000, 9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void grantThatIsNeverEndedWasLost() {
    assertThat(run().granted("ann", 600, 5_000).drained(9_000).findings().grantsLostByFailOver()).isEqualTo(1);
    broken(run().granted("ann", 400, 5_000).drained(9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void endMayBeLostSoThatTheLockIsBack() {
    Findings findings = run().granted("ann", 100, 9_000).unlocked("ann", 100, 1_500)
        .read(4_000, Answer.seen("LOCKED", "ann", micros(100), START + 9_000)).expired("ann", 9_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isZero();
    broken(new RunBuilder().granted("ann", 100, 9_000).unlocked("ann", 100, 1_500)
        .read(4_000, Answer.seen("LOCKED", "ann", micros(100), START + 9_000)), Rule.WRONG_ANSWER, "ann");
  }

  @Test
  void extensionMayBeLostSoThatTheFirstDeadlineHolds() {
    clean(run().granted("ann", 100, 4_000).extended("ann", 100, 900, 20_000).expired("ann", 4_000)
        .granted("bob", 5_000, 9_000));
    broken(new RunBuilder().granted("ann", 100, 4_000).extended("ann", 100, 900, 20_000).expired("ann", 4_000),
        Rule.EARLY_EXPIRY, "ann");
  }

  @Test
  void extensionThatBroughtTheEndCloserMayBeLostOrNot() {
    clean(run().granted("ann", 100, 9_000).extended("ann", 100, 900, 4_000).expired("ann", 4_000)
        .granted("bob", 5_000, 9_000));
    clean(run().granted("ann", 100, 9_000).extended("ann", 100, 900, 4_000).expired("ann", 9_000));
  }

  @Test
  void inSafeModeNoAnsweredOrPublishedChangeMayBeLost() {
    broken(run().safe().granted("ann", 600, 9_000).granted("bob", 4_000, 9_000), Rule.OVERLAP, "ann", "bob");
    broken(run().safe().answeredGrant("ann", 600, 900).granted("bob", 4_000, 9_000), Rule.LOST_EVENT, "ann");
    broken(run().safe().granted("ann", 100, 4_000).unlocked("ann", 100, 600).expired("ann", 4_000), Rule.ORDER,
        "EXPIRED", "UNLOCKED");
    broken(run().safe().granted("ann", 600, 5_000).drained(9_000), Rule.LOST_EVENT, "ann");
  }

  @Test
  void inSafeModeAStatusReadMayShowALostChange() {
    clean(run().safe().granted("ann", 100, 9_000)
        .read(900, Answer.seen("LOCKED", "ann", micros(600), START + 9_000)).expired("ann", 9_000));
    broken(new RunBuilder().granted("ann", 100, 9_000)
        .read(900, Answer.seen("LOCKED", "ann", micros(600), START + 9_000)), Rule.WRONG_ANSWER, "READ");
  }

  @Test
  void severalChangesAreLostTogether() {
    Findings findings = run().granted("ann", 100, 9_000).unlocked("ann", 100, 600).granted("bob", 700, 9_000)
        .sold("bob", 700, 800).extended("ann", 100, 3_500, 12_000).findings();

    findings.assertNone();
    assertThat(findings.grantsLostByFailOver()).isEqualTo(1);
  }

  @Test
  void changesOfTheOldPrimaryBetweenThoseOfTheNewOneAreLost() {
    clean(run().granted("ann", 1_100, 9_000).granted("bob", 2_000, 9_000).unlocked("ann", 1_100, 2_500)
        .unlocked("bob", 2_000, 4_000));
  }

  @Test
  void eventsOfTheOldPrimaryMayBePublishedLate() {
    clean(run().granted("ann", 100, 600).expired("ann", 600).answeredGrant("bob", 900, 9_000)
        .granted("cid", 4_000, 5_000).locked("bob", 900, 900, 9_000));
  }

  @Test
  void versionsNeverGoBackEvenInAFailOver() {
    broken(run().granted("ann", 600, 9_000).call(RunBuilder.lockCall("bob", micros(4_000), micros(4_010),
        Answer.granted("low", START + 9_000, List.of(micros(400))))).published(What.LOCKED, "bob", micros(400), 4_000,
            START + 9_000, 4_001),
        Rule.VERSION_REGRESSION, "seat.locked");
    broken(run().granted("ann", 100, 200).call(RunBuilder.lockCall("bob", micros(4_000), micros(4_010),
        Answer.granted("low", START + 9_000, List.of(micros(90))))), Rule.VERSION_REGRESSION, "ann", "bob");
  }
}
