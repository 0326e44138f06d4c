package io.seatlock.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExamplePlansTests {

  /** A seat with its absolute position. */
  private record Place(String row, String seat, String guid, double x, double y) {

    double distanceTo(Place other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  @TempDir
  private Path folder;

  static Stream<byte[]> plans() {
    return Stream.of(ExamplePlans.theatre(), ExamplePlans.arena(), ExamplePlans.hall(12, 30));
  }

  @Test
  void theatreHasAboutThreeHundredSeatsInStallsAndBalcony() {
    assertThat(seats(ExamplePlans.theatre())).hasSizeBetween(300, 340);
    assertThat(JsonMapper.shared().readTree(ExamplePlans.theatre()).get("zones")).extracting(
        zone -> zone.get("zone_id").asString()).containsExactly("stalls", "balcony");
  }

  @Test
  void rowOfTheStallsHasThreePieces() {
    List<Place> rowA = seats(ExamplePlans.theatre()).stream().filter(it -> it.row().equals("stalls~A")).toList();
    JsonNode rows = JsonMapper.shared().readTree(ExamplePlans.theatre()).get("zones").get(0).get("rows");

    assertThat(rows).filteredOn(row -> row.get("row_number").asString().equals("A")).hasSize(3);
    assertThat(rowA).extracting(Place::seat).startsWith("1", "2").doesNotHaveDuplicates();
  }

  @Test
  void arenaHasExactlyTheWantedSeats() {
    assertThat(seats(ExamplePlans.arena())).hasSize(20_000);
    assertThat(seats(ExamplePlans.arena(7_777))).hasSize(7_777);
    assertThat(seats(ExamplePlans.arena(30))).hasSize(30);
  }

  @Test
  void hallIsAsLargeAsAFileOfTheEditor() {
    byte[] hall = ExamplePlans.hall(100, 100);

    assertThat(seats(hall)).hasSize(10_000);
    assertThat(hall.length / 10_000).isBetween(186, 228);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everySeatHasItsOwnNameAndStandsInsideThePlan(byte[] plan) {
    JsonNode size = JsonMapper.shared().readTree(plan).get("size");
    List<Place> seats = seats(plan);

    assertThat(seats).extracting(it -> it.row() + "_" + it.seat()).doesNotHaveDuplicates();
    assertThat(seats).extracting(Place::guid).doesNotHaveDuplicates();
    assertThat(seats).allMatch(it -> it.x() >= 0 && it.x() <= size.get("width").asDouble())
        .allMatch(it -> it.y() >= 0 && it.y() <= size.get("height").asDouble());
  }

  /** Seats that follow each other may be a little nearer or further than the pitch, for rounding and bending. */
  @ParameterizedTest
  @MethodSource("plans")
  void noSeatStandsOnItsNeighbour(byte[] plan) {
    List<Place> seats = seats(plan);
    for (int i = 1; i < seats.size(); i++) {
      if (seats.get(i).row().equals(seats.get(i - 1).row())) {
        assertThat(seats.get(i).distanceTo(seats.get(i - 1))).as(seats.get(i).toString()).isGreaterThan(11.5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyCategoryIsKnownAndEveryCompanionHasItsPlace(byte[] plan) {
    JsonNode json = JsonMapper.shared().readTree(plan);
    Set<String> categories = new HashSet<>(json.get("categories").findValuesAsString("name"));
    List<String> places = seats(plan).stream().map(Place::guid).toList();

    assertThat(categories).containsAll(json.get("zones").findValuesAsString("category"));
    assertThat(places).containsAll(json.get("zones").findValuesAsString("companion_of"));
  }

  @Test
  void sameCallGivesTheSameBytes() {
    assertThat(ExamplePlans.arena()).isEqualTo(ExamplePlans.arena());
    assertThat(new String(ExamplePlans.hall(1, 1), StandardCharsets.UTF_8))
        .startsWith("{\"name\":\"Hall\",\"size\":{\"width\":20,\"height\":120},\"categories\":[{\"name\":\"Front of");
  }

  @Test
  void programWritesBothFiles() throws Exception {
    ExamplePlans.main(new String[] {folder.toString()});

    assertThat(Files.readAllBytes(folder.resolve("theatre.json"))).isEqualTo(ExamplePlans.theatre());
    assertThat(Files.readAllBytes(folder.resolve("arena.json"))).isEqualTo(ExamplePlans.arena());
  }

  private static List<Place> seats(byte[] plan) {
    List<Place> seats = new ArrayList<>();
    for (JsonNode zone : JsonMapper.shared().readTree(plan).get("zones")) {
      for (JsonNode row : zone.get("rows")) {
        for (JsonNode seat : row.get("seats")) {
          seats.add(new Place(zone.get("zone_id").asString() + "~" + row.get("row_number").asString(),
              seat.get("seat_number").asString(), seat.get("seat_guid").asString(), sum("x", zone, row, seat),
              sum("y", zone, row, seat)));
        }
      }
    }
    return seats;
  }

  private static double sum(String axis, JsonNode... parts) {
    return Stream.of(parts).mapToDouble(part -> part.get("position").get(axis).asDouble()).sum();
  }
}
