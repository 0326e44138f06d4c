package io.seatlock.live.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.live.picture.FakeHouse;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats.Page;
import io.seatlock.seat.TakenSeats.Taken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of ten; the first two seats are of the categories near and far. */
class SeatListTests {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final SeatList.Filter ALL = new SeatList.Filter(null, null);

  private static @Nullable StoredPlan plan(boolean isThere) {
    return isThere ? new StoredPlan("e", FakeHouse.planOf(20)) : null;
  }

  private static Taken taken(String row, String seat, Status status, long version) {
    return new Taken(new SeatId("v", row, seat), status, status == Status.LOCKED ? NOW.plusSeconds(60) : null, version);
  }

  /** Each in a page of its own, a second after the one before. */
  private static SeatList list(@Nullable StoredPlan plan, SeatList.Filter filter, boolean withDeadlines,
      Taken... seats) {
    SeatList list = new SeatList("v", plan, filter, withDeadlines);
    for (int i = 0; i < seats.length; i++) {
      list.accept(new Page(NOW.plusSeconds(i), List.of(seats[i])));
    }
    return list;
  }

  private static String json(SeatList list) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      list.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void seatsOfThePlanComeInItsOrder() {
    SeatList list = list(plan(true), ALL, true, taken("R1", "1", Status.FINALIZED, 8),
        taken("R0", "2", Status.LOCKED, 7), taken("X", "1", Status.LOCKED, 6));

    assertThat(json(list)).isEqualTo("""
        {"venueId":"v","seq":1795348800000000,"now":"2026-11-22T12:00:02.000Z","plan":"e","counts":{"AVAILABLE":18,\
        "LOCKED":2,"FINALIZED":1,"categories":{"near":{"AVAILABLE":9,"LOCKED":0,"FINALIZED":1},"far":{"AVAILABLE":9,\
        "LOCKED":1,"FINALIZED":0}}},"seats":[\
        {"row":"R0","seat":"2","status":"LOCKED","expiresAt":"2026-11-22T12:01:00.000Z","version":7},\
        {"row":"R1","seat":"1","status":"FINALIZED","version":8},\
        {"row":"X","seat":"1","status":"LOCKED","expiresAt":"2026-11-22T12:01:00.000Z","version":6}]}""");
  }

  /** The store may tell a seat twice, and the second time it may have changed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seatThatComesTwiceIsAsTheGreaterVersionSays(boolean hasPlan) {
    Taken locked = taken("R0", "1", Status.LOCKED, 7);
    Taken sold = taken("R0", "1", Status.FINALIZED, 8);

    for (SeatList list : List.of(list(plan(hasPlan), ALL, true, locked, sold),
        list(plan(hasPlan), ALL, true, sold, locked), list(plan(hasPlan), ALL, true, sold, sold))) {
      assertThat(json(list)).contains("\"LOCKED\":0,\"FINALIZED\":1")
          .endsWith("\"seats\":[{\"row\":\"R0\",\"seat\":\"1\",\"status\":\"FINALIZED\",\"version\":8}]}");
    }
  }

  @Test
  void seatsWithoutAPlanAreAllThere() {
    Taken[] all = IntStream.range(0, 300).mapToObj(i -> taken("R", String.valueOf(i), Status.FINALIZED, i + 1))
        .toArray(Taken[]::new);

    String json = json(list(null, ALL, false, all));

    assertThat(json).contains("\"counts\":{\"LOCKED\":0,\"FINALIZED\":300}");
    assertThat(Stream.of(all)).allMatch(seat -> json.contains("{\"row\":\"R\",\"seat\":\"" + seat.seat().seat()
        + "\",\"status\":\"FINALIZED\",\"version\":" + seat.version() + "}"));
  }

  @Test
  void filterLeavesSeatsOutButNotOfTheCounts() {
    Taken[] seats = {taken("R0", "1", Status.LOCKED, 7), taken("R0", "2", Status.FINALIZED, 8),
        taken("X", "1", Status.LOCKED, 9)};

    assertThat(json(list(plan(true), new SeatList.Filter(null, Status.FINALIZED), false, seats)))
        .contains("\"LOCKED\":2,\"FINALIZED\":1").contains("R0").doesNotContain("version\":7").doesNotContain("X");
    assertThat(json(list(plan(true), new SeatList.Filter(0, null), false, seats))).contains("version\":7")
        .contains("version\":8").doesNotContain("X");
  }

  @Test
  void deadlinesAreOnlyForThoseWhoMayKnowThem() {
    assertThat(json(list(plan(true), ALL, false, taken("R0", "1", Status.LOCKED, 7)))).doesNotContain("expiresAt");
  }

  @Test
  void etagGoesWithWhatIsShown() {
    Taken first = taken("R0", "1", Status.LOCKED, 7);
    Taken second = taken("X", "1", Status.LOCKED, 8);
    Taken third = taken("Y", "1", Status.LOCKED, 9);
    String etag = list(plan(true), ALL, true, first, second, third).etag();

    assertThat(list(plan(true), ALL, true, third, second, first, first).etag()).isEqualTo(etag).startsWith("W/\"");
    assertThat(List.of(list(plan(true), ALL, true, first, second), list(plan(true), ALL, false, first, second, third),
        list(plan(true), new SeatList.Filter(null, Status.LOCKED), true, first, second, third),
        list(null, ALL, true, first, second, third),
        list(plan(true), ALL, true, first, second, taken("Y", "1", Status.LOCKED, 10)),
        list(plan(true), ALL, true, first, second, taken("Y", "1", Status.FINALIZED, 9)),
        list(plan(true), ALL, true, first, second, taken("Z", "1", Status.LOCKED, 9))).stream().map(SeatList::etag))
        .doesNotContain(etag).doesNotHaveDuplicates();
  }

  /** Clients ask all instances in turn, and also after a restart. */
  @Test
  void etagIsTheSameInEveryJvm() {
    Taken seat = taken("R0", "1", Status.LOCKED, 7);

    assertThat(list(plan(true), new SeatList.Filter(0, Status.LOCKED), true, seat).etag())
        .isEqualTo("W/\"572f124f4073f62d\"");
  }

  @Test
  void callerWhoHasGoneIsNoMistakeOfOurs() {
    IOException gone = new IOException("gone");

    assertThatThrownBy(() -> list(plan(true), ALL, false).writeTo(new OutputStream() {

      @Override
      public void write(int b) throws IOException {
        throw gone;
      }
    })).isSameAs(gone);
  }
}
