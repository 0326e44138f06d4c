package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/failures.md names tests that are there, for every failure. */
class FailuresPageTests {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|([^|]+)\\|([^|]+)\\|([^|]+)\\|");

  private static final Pattern TEST = Pattern.compile("`(\\w+)`");

  private static final Pattern SCHEDULES = Pattern.compile("rig: ([a-z, -]+)");

  private final List<Matcher> rows = rows();

  private static List<Matcher> rows() {
    try (Stream<String> lines = Files.lines(PROJECT.resolve("docs/failures.md"))) {
      return lines.map(ROW::matcher).filter(Matcher::matches).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyFailureIsShownBySomething() {
    assertThat(rows).hasSizeGreaterThan(35).allSatisfy(row -> {
      assertThat(row.group(4)).as("row %s", row.group(1)).containsAnyOf("Tests`", "rig: ");
      assertThat(row.group(3)).as("row %s", row.group(1)).isNotBlank();
    });
    assertThat(rows).extracting(row -> Integer.valueOf(row.group(1))).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void namedTestsAreThere() throws IOException {
    Set<String> named = new TreeSet<>();
    rows.forEach(row -> TEST.matcher(row.group(4)).results().forEach(test -> named.add(test.group(1))));

    assertThat(testClasses()).containsAll(named);
  }

  @Test
  void namedSchedulesAreThere() throws IOException {
    String report = Files.readString(PROJECT.resolve("docs/faults.md"));
    rows.forEach(row -> SCHEDULES.matcher(row.group(4)).results().flatMap(list -> Stream.of(list.group(1).split(", ")))
        .forEach(schedule -> assertThat(report).contains(schedule.strip())));
  }

  static Set<String> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files.filter(file -> file.toString().contains("/src/test/java/"))
          .map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length())).collect(Collectors.toSet());
    }
  }
}
