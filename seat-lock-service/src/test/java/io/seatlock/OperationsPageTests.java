package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperationsPageTests {

  private static final String PAGE = OperationsPage.text();

  @Test
  void everySettingIsOneOfThoseThatTheServiceHas() {
    Set<String> known = OperationsPage.found("(?m)^\\| `(seat-lock\\.[^`]+)`", OperationsPage.read("settings.md"));

    Set<String> named = OperationsPage.found("`(seat-lock\\.[a-z.-]+)", PAGE);
    assertThat(named).hasSizeGreaterThan(5).isSubsetOf(known);
  }

  @Test
  void everyAlarmIsExplained() {
    Set<String> headings = OperationsPage.found("(?m)^##+ (.+)$", PAGE).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-')).collect(Collectors.toSet());

    assertThat(OperationsPage.found("\\]\\(#([^)]+)\\)", PAGE)).hasSizeGreaterThan(5).isSubsetOf(headings);
  }
}
