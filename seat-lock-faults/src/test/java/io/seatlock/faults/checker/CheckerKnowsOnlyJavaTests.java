package io.seatlock.faults.checker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.History;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The checker shares no code with the service, the rig or their libraries. */
class CheckerKnowsOnlyJavaTests {

  private static final Path RIG = Path.of("target", "classes", "io", "seatlock", "faults");

  private static final JavaClasses CHECKER = new ClassFileImporter().importPaths(RIG.resolve("checker"),
      RIG.resolve("history"), RIG.resolve("findings"));

  @Test
  void checkerKnowsOnlyJava() {
    classes().should().onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..",
        Checker.class.getPackageName(), History.class.getPackageName(), Findings.class.getPackageName()))
        .check(CHECKER);
  }

  /** Otherwise the rule above would check nothing. */
  @Test
  void checkerIsThere() {
    assertThat(CHECKER.contain(Checker.class)).isTrue();
    assertThat(CHECKER.contain(History.class)).isTrue();
    assertThat(CHECKER.contain(Findings.class)).isTrue();
  }
}
