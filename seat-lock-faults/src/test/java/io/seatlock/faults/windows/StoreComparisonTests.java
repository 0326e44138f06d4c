package io.seatlock.faults.windows;

import static io.seatlock.faults.windows.Status.AVAILABLE;
import static io.seatlock.faults.windows.Status.FINALIZED;
import static io.seatlock.faults.windows.Status.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which differences from the store are violations, and which are not yet. Times are in µs. */
class StoreComparisonTests {

  private static final long NOW = 1_800_000_000_000_000L;

  private static final long LIMIT = 2_000_000;

  private static final long LONG_AGO = NOW - LIMIT;

  private static final long JUST_NOW = NOW - LIMIT + 1;

  private final StoreComparison comparison = new StoreComparison(List.of("A_1", "A_2"), Duration.ofSeconds(2));

  private static ShownState shown(Status status, long version) {
    return new ShownState(NOW, true, new Status[] {status, AVAILABLE}, new long[] {version, 0});
  }

  private static Map<String, StoredSeat> stored(Status status, long version) {
    return Map.of("A_1", new StoredSeat(status, version, status == LOCKED ? NOW / 1000 + 60_000 : 0));
  }

  @Test
  void equalStatesAreNoDifference() {
    assertThat(comparison.statusesAndVersions(shown(LOCKED, LONG_AGO), stored(LOCKED, LONG_AGO), NOW)).isEmpty();
    assertThat(comparison.statusesAndVersions(shown(AVAILABLE, 0), Map.of(), NOW)).isEmpty();
  }

  @Test
  void changeThatIsOldEnoughMustBeShown() {
    assertThat(comparison.statuses(shown(AVAILABLE, 0), stored(FINALIZED, LONG_AGO), NOW)).singleElement().asString()
        .startsWith("A_1 is FINALIZED since ").contains(", shown as AVAILABLE at ");
  }

  @Test
  void changeThatIsTooYoungNeedNotBeShown() {
    assertThat(comparison.statusesAndVersions(shown(AVAILABLE, 0), stored(FINALIZED, JUST_NOW), NOW)).isEmpty();
  }

  @Test
  void seatThatTheStoreDoesNotHaveMustNotBeShownAsTaken() {
    assertThat(comparison.statuses(shown(LOCKED, LONG_AGO), Map.of(), NOW)).singleElement().asString()
        .startsWith("A_1 is AVAILABLE since ever, shown as LOCKED since ");
  }

  @Test
  void versionsCountOnlyWhereTheyAreAskedForAndKnown() {
    ShownState older = shown(LOCKED, LONG_AGO - 5);

    assertThat(comparison.statuses(older, stored(LOCKED, LONG_AGO), NOW)).isEmpty();
    assertThat(comparison.statusesAndVersions(older, stored(LOCKED, LONG_AGO), NOW)).hasSize(1);
    assertThat(comparison.statusesAndVersions(shown(LOCKED, 0), stored(LOCKED, LONG_AGO), NOW)).isEmpty();
  }

  @Test
  void availableSeatMayHaveBeenTakenMeanwhile() {
    ShownState older = shown(AVAILABLE, LONG_AGO - 5);

    assertThat(comparison.statusesAndVersions(older, stored(AVAILABLE, LONG_AGO), NOW)).isEmpty();
  }

  @Test
  void lockWhoseDeadlineHasPassedMayBeShownEitherWay() {
    Map<String, StoredSeat> over = Map.of("A_1", new StoredSeat(LOCKED, LONG_AGO, NOW / 1000));

    assertThat(comparison.statuses(shown(AVAILABLE, 0), over, NOW)).isEmpty();
    assertThat(comparison.statuses(shown(AVAILABLE, 0), over, NOW - 1)).hasSize(1);
  }

  @Test
  void windowWithoutASnapshotShowsNothing() {
    ShownState nothing = new ShownState(NOW, false, new Status[] {AVAILABLE, AVAILABLE}, new long[2]);

    assertThat(comparison.statuses(nothing, Map.of(), NOW)).containsExactly("shows nothing yet");
  }

  @Test
  void storedSeatsAreReadFromTheirJson() {
    assertThat(StoredSeat
        .of("{\"status\":\"LOCKED\",\"userId\":\"u\",\"expiresAt\":\"1970-01-01T00:00:01.5Z\",\"version\":7}"))
        .isEqualTo(new StoredSeat(LOCKED, 7, 1500));
    assertThat(StoredSeat.of("{\"status\":\"AVAILABLE\",\"last\":{\"end\":\"manual\"},\"version\":8}"))
        .isEqualTo(new StoredSeat(AVAILABLE, 8, 0));
  }
}
