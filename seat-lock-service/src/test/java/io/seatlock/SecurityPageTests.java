package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/security.md names settings and tests that are there, one test at least for each promise. */
class SecurityPageTests {

  private static final String PAGE = OperationsPage.read("security.md");

  @Test
  void everyPromiseNamesATestThatIsThere() throws IOException {
    String promises = PAGE.substring(PAGE.indexOf("## What is promised"), PAGE.indexOf("## What is not protected"));
    List<String> rows = promises.lines().filter(line -> line.startsWith("| ")).skip(1).toList();

    assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> assertThat(row).containsPattern("`\\w+Tests` ?(,|\\|)"));
    assertThat(FailuresPageTests.testClasses()).containsAll(OperationsPage.found("`(\\w+Tests)`", promises));
  }

  @Test
  void everySettingIsOneOfThoseThatTheServiceHas() {
    Set<String> known = OperationsPage.found("(?m)^\\| `(seat-lock\\.[^`]+)`", OperationsPage.read("settings.md"));

    assertThat(OperationsPage.found("`(seat-lock\\.[a-z.-]+)", PAGE)).isNotEmpty().isSubsetOf(known);
  }
}
