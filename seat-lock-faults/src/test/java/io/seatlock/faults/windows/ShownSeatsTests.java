package io.seatlock.faults.windows;

import static io.seatlock.faults.windows.Status.AVAILABLE;
import static io.seatlock.faults.windows.Status.FINALIZED;
import static io.seatlock.faults.windows.Status.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a window applies, and what it reports. */
class ShownSeatsTests {

  private static final String A1_LOCKED = "{'row':'A','seat':'1','status':'LOCKED','version':101}";

  private static final String A1_SOLD = "{'row':'A','seat':'1','status':'FINALIZED','version':102}";

  private final List<String> noticed = new ArrayList<>();

  private final ShownSeats shownSeats = new ShownSeats(List.of("A_1", "A_2", "A_3"), new ShownSeats.Observer() {

    @Override
    public void older(String seat, long version, long shown) {
      noticed.add("older " + seat + " " + version + " after " + shown);
    }

    @Override
    public void gap(long known, long from, long to) {
      noticed.add("gap " + known + ": " + from + "-" + to);
    }

    @Override
    public void seen(long version) {
      noticed.add("seen " + version);
    }
  });

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private void snapshot(long seq, String seats) {
    shownSeats.replace(json("{'seq':" + seq + ",'seats':[" + seats + "]}"));
  }

  private boolean change(long from, long seq, String seats) {
    return shownSeats.apply(json("{'from':" + from + ",'seq':" + seq + ",'seats':[" + seats + "]}"));
  }

  @Test
  void changeThatFollowsIsShownAndSeen() {
    snapshot(100, "");

    assertThat(change(100, 101, A1_LOCKED)).isTrue();
    assertThat(change(101, 102, A1_SOLD)).isTrue();

    assertThat(shownSeats.shown().statuses()).containsExactly(FINALIZED, AVAILABLE, AVAILABLE);
    assertThat(shownSeats.shown().versions()).containsExactly(102, 0, 0);
    assertThat(noticed).containsExactly("seen 101", "seen 102");
  }

  @Test
  void changeBehindAGapIsNeverApplied() {
    snapshot(100, A1_LOCKED);

    assertThat(change(101, 102, A1_SOLD)).isFalse();
    assertThat(change(99, 102, A1_SOLD)).isFalse();

    assertThat(shownSeats.shown().statuses()).containsExactly(LOCKED, AVAILABLE, AVAILABLE);
    assertThat(noticed).containsExactly("gap 100: 101-102", "gap 100: 99-102");
  }

  @Test
  void changeBeforeTheFirstSnapshotIsNotApplied() {
    assertThat(change(0, 1, A1_LOCKED)).isFalse();

    assertThat(shownSeats.shown().isComplete()).isFalse();
    assertThat(noticed).containsExactly("gap -1: 0-1");
  }

  @Test
  void changeThatLeadsNowhereIsAGap() {
    snapshot(100, "");

    assertThat(change(100, 100, A1_LOCKED)).isFalse();
    assertThat(noticed).containsExactly("gap 100: 100-100");
  }

  @Test
  void olderVersionInAChangeIsReported() {
    snapshot(100, A1_SOLD);
    change(100, 103, A1_LOCKED);

    assertThat(noticed).containsExactly("older A_1 101 after 102");
  }

  @Test
  void olderVersionInASnapshotIsReportedAlsoWhenTheSeatWasAvailableMeanwhile() {
    snapshot(100, A1_SOLD);
    snapshot(103, "");
    snapshot(104, A1_LOCKED);

    assertThat(noticed).containsExactly("older A_1 101 after 102");
  }

  @Test
  void sameVersionAgainIsNeitherOlderNorSeenAgain() {
    snapshot(100, A1_LOCKED);
    change(100, 101, A1_LOCKED);

    assertThat(noticed).isEmpty();
  }

  @Test
  void snapshotReplacesEverything() {
    snapshot(100, A1_LOCKED);
    snapshot(105, "{'row':'A','seat':'3','status':'LOCKED','version':104}");

    assertThat(shownSeats.shown().statuses()).containsExactly(AVAILABLE, AVAILABLE, LOCKED);
    assertThat(shownSeats.shown().versions()).containsExactly(0, 0, 104);
  }

  /** A smaller version of the documented example: the second seat is locked, the third sold. */
  @Test
  void packedSeatsAreCountedInTheOrderOfThePlan() {
    shownSeats.replace(json("{'seq':100,'changes':'BQI='}"));
    assertThat(shownSeats.shown().statuses()).containsExactly(AVAILABLE, LOCKED, FINALIZED);

    assertThat(shownSeats.apply(json("{'from':100,'seq':101,'changes':'BA=='}"))).isTrue();
    assertThat(shownSeats.shown().statuses()).containsExactly(AVAILABLE, AVAILABLE, FINALIZED);
  }

  @Test
  void bitsReplaceAllSeats() {
    snapshot(100, A1_LOCKED);

    assertThat(shownSeats.apply(json("{'from':100,'seq':101,'bits':'GA=='}"))).isTrue();
    assertThat(shownSeats.shown().statuses()).containsExactly(AVAILABLE, LOCKED, FINALIZED);
  }

  @Test
  void seatThatThePlanDoesNotHaveIsAMistake() {
    assertThatThrownBy(() -> snapshot(100, "{'row':'B','seat':'1','status':'LOCKED','version':101}"))
        .hasMessage("the plan has no seat B_1");
  }
}
