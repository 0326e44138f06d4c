package io.seatlock.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.identity.Verdict.KnownState;
import io.seatlock.store.identity.Verdict.Own;
import io.seatlock.store.identity.Verdict.Refuse;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.IdentitySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in Redis, what is remembered, and what follows. */
class VerdictTests {

  private static final String FIRST = "1795348800000-11111111";

  private static final String LATER = "1795348900000-22222222";

  private static final Own OWN = new Own(8, "kafka-1", 6, true);

  private static Identity found(String epoch, long beat) {
    return new Identity(Epoch.parse(epoch), 8, "kafka-1", beat);
  }

  private static final Identity NONE = new Identity(Epoch.parse(""), -1, "", -1);

  private static List<KnownState> remembers(String epoch, long beat) {
    return List.of(new KnownState("this instance", new StoreRecord(epoch, beat)));
  }

  @Test
  void emptyStoreThatNobodyRemembersIsAFirstStart() {
    assertThat(Verdict.of(NONE, OWN, List.of())).isInstanceOf(Verdict.Create.class);
    assertThat(Verdict.of(NONE, new Own(8, "", 6, true), List.of())).isInstanceOf(Verdict.Create.class);
  }

  @Test
  void emptyStoreIsRefusedIfTheOperatorWantsToConfirmTheFirstStart() {
    assertThat(refusal(NONE, new Own(8, "kafka-1", 6, false), List.of())).contains("seat-lock.identity.create");
  }

  @Test
  void emptyStoreThatSomebodyRemembersHasForgotten() {
    assertThat(Verdict.of(NONE, OWN, remembers(FIRST, 3)))
        .isEqualTo(new Verdict.LostData(Epoch.parse(FIRST + "-emptied")));
    assertThat(Verdict.of(NONE, OWN, remembers(LATER + "-confirmed", 0)))
        .isEqualTo(new Verdict.LostData(Epoch.parse(LATER + "-emptied")));
  }

  @ParameterizedTest
  @CsvSource({"100, true", "106, true", "5000, true", "94, true", "93, false", "0, false", "-1, false"})
  void beatMayFallByTheTolerance(long beat, boolean fits) {
    assertThat(Verdict.of(found(FIRST, beat), OWN, remembers(FIRST, 100)))
        .isEqualTo(fits ? new Verdict.Fits() : new Verdict.LostData(Epoch.parse(FIRST + "-restored")));
  }

  @Test
  void eachMemoryIsCompared() {
    List<KnownState> both = List.of(new KnownState("this instance", new StoreRecord(LATER, 5)),
        new KnownState("Kafka", new StoreRecord(FIRST, 100)));

    assertThat(refusal(found(LATER, 5), OWN, both)).contains("Kafka remembers", FIRST);
  }

  @Test
  void doubtfulStoreIsRefusedAlsoByWhoRemembersNothing() {
    assertThat(refusal(found(FIRST + "-emptied", 0), OWN, List.of())).contains("lost its seats");
    assertThat(refusal(found(FIRST + "-restored", 50), OWN, List.of())).contains("older state");
    assertThat(refusal(found(FIRST + "-restored", 500), OWN, remembers(FIRST, 100))).contains("older state");
  }

  @Test
  void confirmedStoreReplacesAnEarlierOne() {
    assertThat(Verdict.of(found(LATER + "-confirmed", 0), OWN, remembers(FIRST, 100))).isEqualTo(new Verdict.Fits());
    assertThat(Verdict.of(found(LATER + "-confirmed", 0), OWN, remembers(FIRST + "-confirmed", 100)))
        .isEqualTo(new Verdict.Fits());
  }

  @Test
  void otherStoreIsRefusedUnlessItWasConfirmedSince() {
    assertThat(refusal(found(LATER, 0), OWN, remembers(FIRST, 100))).contains(LATER, FIRST);
    assertThat(refusal(found(FIRST + "-confirmed", 500), OWN, remembers(LATER, 100))).contains(FIRST, LATER);
    assertThat(refusal(found(FIRST, 500), OWN, remembers(LATER + "-confirmed", 0))).contains(FIRST);
    assertThat(refusal(found("by hand", 0), OWN, remembers(FIRST, 100))).contains("by hand");
  }

  @Test
  void storeOfAnotherKafkaIsAStrangers() {
    Identity others = new Identity(Epoch.parse(FIRST), 8, "kafka-2", 100);

    assertThat(Verdict.of(others, OWN, remembers(FIRST, 100))).isInstanceOfSatisfying(Refuse.class, refusal -> {
      assertThat(refusal.foreign()).isTrue();
      assertThat(refusal.sentence()).contains("kafka-1", "kafka-2");
    });
  }

  @Test
  void storeOfAnotherNumberOfPartitionsIsAStrangers() {
    Identity others = new Identity(Epoch.parse(FIRST), 4, "kafka-1", 100);

    assertThat(Verdict.of(others, OWN, List.of())).isInstanceOfSatisfying(Refuse.class, refusal -> {
      assertThat(refusal.foreign()).isTrue();
      assertThat(refusal.sentence()).contains("seat-lock.partitions=4", "has 8");
    });
  }

  @Test
  void strangersStoreIsNeverMarked() {
    Identity others = new Identity(Epoch.parse(FIRST), 8, "kafka-2", 0);

    assertThat(Verdict.of(others, OWN, remembers(FIRST, 100))).isInstanceOf(Refuse.class);
  }

  @Test
  void storeWithoutKafkaIsBoundToTheFirstThatIsReached() {
    Identity unbound = new Identity(Epoch.parse(FIRST), 8, "", 100);

    assertThat(Verdict.of(unbound, OWN, List.of())).isEqualTo(new Verdict.Bind());
    assertThat(Verdict.of(unbound, new Own(8, "", 6, true), List.of())).isEqualTo(new Verdict.Fits());
    assertThat(Verdict.of(found(FIRST, 100), new Own(8, "", 6, true), List.of())).isEqualTo(new Verdict.Fits());
    assertThat(Verdict.of(unbound, OWN, remembers(LATER, 1))).isInstanceOf(Refuse.class);
  }

  @Test
  void epochIsReadAsItWasWritten() {
    Epoch created = Epoch.create(Instant.ofEpochMilli(1795348800123L), Epoch.Note.NONE);
    assertThat(created.text()).matches("1795348800123-[0-9a-f]{8}");
    for (Epoch.Note note : Epoch.Note.values()) {
      assertThat(created.withNote(note).withNote(Epoch.Note.NONE)).isEqualTo(created);
      assertThat(Epoch.parse(created.withNote(note).text())).isEqualTo(created.withNote(note));
    }
    assertThat(Epoch.parse("1795348800123-11111111-nonsense").since()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"FAST, 3000, 6", "SAFE, 3000, 2", "SAFE, 500, 1", "FAST, 500, 1", "FAST, 60000, 120"})
  void toleranceIsCountedInBeats(DurabilitySettings.Mode mode, long millis, long beats) {
    assertThat(new IdentitySettings(true, Duration.ofMillis(millis)).tolerance(mode)).isEqualTo(beats);
  }

  private static String refusal(Identity found, Own own, List<KnownState> knownStates) {
    Verdict verdict = Verdict.of(found, own, knownStates);
    assertThat(verdict).isInstanceOf(Refuse.class);
    return verdict instanceof Refuse refusal ? refusal.sentence() : "";
  }
}
