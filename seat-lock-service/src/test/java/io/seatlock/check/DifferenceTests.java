package io.seatlock.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.OperationsPage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the operator reads, here and on docs/operations.md. */
class DifferenceTests {

  @Test
  void pageShowsWhatTheCheckPrints() {
    String deadline = "1893456000000";
    List<String> lines = Stream.of(
        Difference.of(Difference.Kind.NO_LOCK_KEY, "hall:A:1", "seatlock:hall:A:1", "", deadline, false),
        Difference.of(Difference.Kind.NO_DEADLINE, "hall:A:1", "seat-deadlines", "", deadline, false),
        Difference.of(Difference.Kind.BROKEN_SEAT, "hall:A:2", "seats:hall", "", "", false))
        .map(Difference::toString).toList();

    assertThat(OperationsPage.block("hall:A:1 NO_LOCK_KEY")).startsWith(lines.toArray(String[]::new)).hasSize(4);
  }

  @Test
  void pageTellsOfEveryKindWhetherItCanBeRepaired() {
    Set<String> all = Stream.of(Difference.Kind.values()).map(Difference.Kind::name).collect(Collectors.toSet());
    Set<String> repairable = Damage.REPAIRABLE.stream().map(damage -> damage.kind().name()).collect(Collectors.toSet());
    String page = OperationsPage.text();
    String table = page.substring(page.indexOf("| difference |"), page.indexOf("Redis is asked for pages"));

    assertThat(OperationsPage.found("`([A-Z_]+)`", table)).isEqualTo(all);
    String repaired = table.lines().filter(line -> line.contains("` | yes")).collect(Collectors.joining());
    assertThat(OperationsPage.found("`([A-Z_]+)`", repaired)).isEqualTo(repairable);
  }

  @Test
  void pageTellsHowMuchIsAskedForAtATime() {
    assertThat(OperationsPage.text()).contains("pages of " + KeyScan.PAGE_SIZE + " keys or entries and for "
        + Inspection.MAX_SEATS_PER_COMMAND + " seats in a command");
  }

  @Test
  void timesAreTimesAndNoTimeIsNever() {
    assertThat(Difference.of(Difference.Kind.WRONG_LOCK_KEY, "a", "k", "", "0", true)).hasToString(
        "a WRONG_LOCK_KEY: k must hold 1 until 1970-01-01T00:00:00.000Z, when the lock ends; it ends never. Repaired.");
    assertThat(Difference.of(Difference.Kind.STRAY_DEADLINE, "a", "k", "1.5e12", "", false).sentence()).contains(
        "2017-07-14T02:40:00.000Z");
    assertThat(Difference.of(Difference.Kind.STRAY_DEADLINE, "a", "k", "inf", "", false).sentence())
        .contains("at inf,");
  }
}
