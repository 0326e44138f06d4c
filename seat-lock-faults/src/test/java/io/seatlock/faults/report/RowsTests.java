package io.seatlock.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.schedule.Scale;
import io.seatlock.faults.schedule.Schedules;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowsTests {

  private static final Path TESTS = Path.of("../seat-lock-service/src/test/java/io/seatlock");

  @Test
  void everyFailureOfTheListHasItsNumber() {
    List<Integer> numbers = Rows.all().stream().map(Rows.Row::number).toList();

    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.concat(IntStream.rangeClosed(1, 18).boxed(), Stream.of(23, 24, 27, 28)).toList());
  }

  @Test
  void everyFailureIsShownByAScheduleOrATest() {
    Set<Integer> scheduled = Schedules.all(1, new Scale(1)).flatMap(schedule -> schedule.rows().stream())
        .collect(Collectors.toSet());

    assertThat(Rows.all()).allSatisfy(row -> assertThat(scheduled.contains(row.number()) || !row.tests().isEmpty())
        .as("row %d: %s", row.number(), row.failure()).isTrue());
  }

  @Test
  void noScheduleNamesANumberThatTheListDoesNotHave() {
    Set<Integer> known = Rows.all().stream().map(Rows.Row::number).collect(Collectors.toSet());

    assertThat(Schedules.all(1, new Scale(1))).allSatisfy(schedule -> assertThat(known).containsAll(schedule.rows()));
  }

  @Test
  void everyTestThatIsNamedExists() {
    assertThat(Rows.all().stream().flatMap(row -> row.tests().stream()))
        .allSatisfy(test -> assertThat(TESTS.resolve(test.replace('.', '/') + ".java")).isRegularFile());
  }
}
