package io.seatlock.faults.proof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The judge is no friend of the accused: it shares no code with the service, the rig or their libraries. */
class ProofKnowsOnlyJavaTests {

  private static final JavaClasses PROOF = new ClassFileImporter()
      .importPath(Path.of("target", "classes", "io", "seatlock", "faults", "proof"));

  @Test
  void proofKnowsOnlyJava() {
    classes().should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", Checker.class.getPackageName()))
        .check(PROOF);
  }

  /** Otherwise the rule above would guard nothing. */
  @Test
  void proofIsThere() {
    assertThat(PROOF.contain(Checker.class)).isTrue();
  }
}
