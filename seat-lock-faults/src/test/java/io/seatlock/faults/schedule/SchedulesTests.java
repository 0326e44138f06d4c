package io.seatlock.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.system.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulesTests {

  private static final Scale FULL = new Scale(1);

  @Test
  void sameSeedRepeatsTheSameSteps() {
    assertThat(lines(20261124)).isEqualTo(lines(20261124));
  }

  @Test
  void anotherSeedGivesOtherSteps() {
    assertThat(lines(20261124)).isNotEqualTo(lines(20261125));
  }

  @Test
  void loadHasTheSeedOfItsSchedule() {
    assertThat(seeds(7)).isEqualTo(seeds(7)).isNotEqualTo(seeds(8));
  }

  @Test
  void thereAreAtLeastTwentyWithDistinctNames() {
    List<String> names = Schedules.all(1, FULL).map(Schedule::name).toList();

    assertThat(names).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
  }

  @Test
  void atLeastTwoHundredServicesAndFiftyLinksDie() {
    List<String> steps = lines(1);

    assertThat(kills(steps)).isGreaterThanOrEqualTo(200);
    assertThat(steps).filteredOn(step -> step.contains("reset of")).hasSizeGreaterThanOrEqualTo(50);
  }

  private static long kills(List<String> steps) {
    return steps.stream().mapToLong(SchedulesTests::kills).sum();
  }

  private static long kills(String step) {
    return step.matches(".*SIGKILL of all \\d instances")
        ? Long.parseLong(step.replaceAll(".* all (\\d) .*", "$1"))
        : step.matches(".*SIGKILL of (instance \\d|the instance that relays)") ? 1 : 0;
  }

  @Test
  void everyScheduleHasStepsAtASmallScale() {
    assertThat(Schedules.all(1, new Scale(0.001))).allSatisfy(schedule -> assertThat(schedule.steps()).isNotEmpty());
  }

  @Test
  void redisThatIsKilledAndMayLoseNothingSyncsBeforeItAnswers() {
    assertThat(Schedules.all(1, FULL).filter(SchedulesTests::killsRedis).filter(schedule -> !schedule.mayLose()))
        .hasSizeGreaterThanOrEqualTo(3).allSatisfy(schedule -> {
          assertThat(schedule.setup().redisLines()).as(schedule.name()).contains(Setup.SYNCED);
          assertThat(schedule.setup()).asString().contains("single Redis with appendfsync always");
        });
  }

  @Test
  void everyRowThatAScheduleCoversIsAKnownFailure() throws IOException {
    String failures = Files.readString(Path.of("..", "docs", "failures.md"));
    assertThat(Schedules.all(1, FULL).flatMap(schedule -> schedule.rows().stream()).distinct())
        .allSatisfy(row -> assertThat(failures).contains("\n| " + row + " | "));
  }

  @Test
  void everyScheduleIsDocumented() throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "failures.md"))
        + Files.readString(Path.of("..", "docs", "faults.md"));
    assertThat(Schedules.all(1, FULL).map(Schedule::name)).allSatisfy(name -> assertThat(docs).contains(name));
  }

  private static boolean killsRedis(Schedule schedule) {
    return schedule.lines().stream().anyMatch(line -> line.contains("SIGKILL of Redis"));
  }

  private static List<String> lines(long seed) {
    return Schedules.all(seed, FULL).flatMap(schedule -> schedule.lines().stream()).toList();
  }

  private static List<Long> seeds(long seed) {
    return Schedules.all(seed, FULL).map(Schedule::seed).toList();
  }
}
