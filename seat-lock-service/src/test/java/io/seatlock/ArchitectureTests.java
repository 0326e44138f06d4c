package io.seatlock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may use which, and the conventions that a machine can check. */
class ArchitectureTests {

  private static final String ROOT = "io.seatlock";

  /** Each package, and the packages that it may use; a package does not include those below it. */
  private static final Map<String, Set<String>> PACKAGES = Map.ofEntries(entry("seat", Set.of("seat.text")), //
      entry("seat.text", Set.of()), //
      entry("loop", Set.of("seat")), //
      entry("kafka", Set.of()), //
      entry("payload", Set.of("seat", "seat.text")), //
      entry("rest",
          Set.of("audit", "best", "best.choice", "payload", "plan", "plan.layout", "rest.problem", "seat", "security")), //
      entry("rest.problem", Set.of("audit", "payload", "plan", "rest.body", "seat", "security")), //
      entry("rest.body", Set.of("seat")), //
      entry("audit", Set.of("seat", "security")), //
      entry("security", Set.of()), //
      entry("security.token", Set.of("seat", "security")), //
      entry("plan", Set.of("seat", "seat.text")), //
      entry("plan.layout", Set.of("plan", "seat", "seat.text")), //
      entry("best", Set.of("best.choice", "plan", "seat")), //
      entry("best.choice", Set.of("plan", "seat")), //
      entry("browser", Set.of("rest.problem")), //
      entry("limits", Set.of("rest.problem", "security")), //
      entry("live", Set.of("limits", "live.feed", "live.picture", "loop", "plan", "seat", "security")), //
      entry("live.list", Set.of("limits", "live.picture", "plan", "seat", "security")), //
      entry("live.feed", Set.of("kafka", "loop", "relay.format", "seat")), //
      entry("live.picture", Set.of("live.feed", "plan", "seat")), //
      entry("requests", Set.of("kafka", "requests.format", "seat")), //
      entry("requests.format", Set.of("payload", "seat")), //
      entry("store.settings", Set.of()), //
      entry("store.redis", Set.of()), //
      entry("store.script", Set.of("seat", "store.redis", "store.settings")), //
      entry("store.health", Set.of("loop", "seat", "store.redis", "store.script", "store.settings")), //
      entry("store.safe", Set.of("loop", "store.health", "store.redis", "store.script", "store.settings")), //
      entry("store.identity", Set.of("loop", "seat", "store.health", "store.redis", "store.script", "store.settings")), //
      entry("store.expiry", Set.of("loop", "seat", "store.health", "store.redis", "store.script")), //
      entry("store.plan", Set.of("plan", "plan.layout", "seat", "store.script")), //
      entry("store.outbox", Set.of("seat", "store.redis", "store.script")), //
      entry("store", Set.of("seat", "store.expiry", "store.health", "store.identity", "store.outbox", "store.redis",
          "store.safe", "store.script", "store.settings")), //
      entry("relay", Set.of("loop", "relay.format", "relay.identity", "seat", "store.outbox")), //
      entry("relay.format", Set.of("seat", "store.outbox")), //
      entry("relay.identity", Set.of("store.identity")), //
      entry("check", Set.of("seat", "store", "store.identity", "store.outbox", "store.redis", "store.script",
          "store.settings")), //
      entry("topics",
          Set.of("kafka", "loop", "relay.format", "relay.identity", "requests", "requests.format", "settings",
              "store.identity")), //
      entry("settings",
          Set.of("browser", "limits", "live", "plan", "relay", "relay.format", "relay.identity", "requests.format",
              "seat", "security", "store.script", "store.settings")), //
      entry("operator",
          Set.of("check", "relay.identity", "seat", "security.token", "settings", "store", "store.identity",
              "store.script",
              "store.settings")));

  /** What only some packages may use. */
  private static final Map<String, Set<String>> LIBRARIES = Map.of("io.lettuce..",
      Set.of("check", "operator", "store", "store.expiry", "store.health", "store.identity", "store.redis",
          "store.safe", "store.script"),
      "org.springframework.data.redis..",
      Set.of("check", "operator", "store", "store.expiry", "store.health", "store.identity", "store.outbox",
          "store.redis", "store.safe", "store.script"),
      "org.apache.kafka..",
      Set.of("kafka", "live.feed", "relay", "relay.format", "relay.identity", "requests", "requests.format", "topics"), //
      "org.springframework.kafka..", Set.of("live.feed", "relay", "relay.identity", "requests", "topics"), //
      "org.springframework.web..",
      Set.of("audit", "browser", "limits", "live", "live.list", "rest", "rest.body", "rest.problem", "security.token"), //
      "org.springframework.http..",
      Set.of("browser", "limits", "live", "live.list", "rest", "rest.body", "rest.problem", "security.token"), //
      "org.springframework.security..", Set.of("security", "security.token"), //
      "com.nimbusds..", Set.of("security.token"));

  /** What the module seat-lock-standalone uses. */
  private static final Set<String> OF_THE_STANDALONE = Set.of("UnknownVariables");

  private static final int MOST_LINES = 250;

  private static final JavaClasses CODE = new ClassFileImporter().importPath(Path.of("target", "classes"));

  static final Set<String> PACKAGE_NAMES = PACKAGES.keySet();

  static final Set<String> LIBRARY_NAMES = LIBRARIES.keySet();

  private static String inside(String name) {
    return ROOT + "." + name;
  }

  private static String[] inside(Set<String> packages) {
    return packages.stream().map(ArchitectureTests::inside).toArray(String[]::new);
  }

  @Test
  void everyPackageIsKnownToTheseRules() {
    Set<String> packages = CODE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

    Set<String> known = PACKAGE_NAMES.stream().map(name -> ROOT + "." + name)
        .collect(Collectors.toCollection(TreeSet::new));
    known.add(ROOT);
    assertThat(packages).isEqualTo(known);
  }

  @ParameterizedTest
  @FieldSource("PACKAGE_NAMES")
  void packageUsesOnlyWhatItMay(String name) {
    Set<String> allowed = new TreeSet<>(PACKAGES.getOrDefault(name, Set.of()));
    allowed.add(name);

    noClasses().that(resideInAPackage(inside(name))).should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(inside(allowed))))).check(CODE);
  }

  /** Otherwise the table would allow what nobody needs any more. */
  @ParameterizedTest
  @FieldSource("PACKAGE_NAMES")
  void packageUsesAllThatItMay(String name) {
    Set<String> unused = new TreeSet<>(List.of(inside(PACKAGES.getOrDefault(name, Set.of()))));
    CODE.stream().filter(resideInAPackage(inside(name))).flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .forEach(dependency -> unused.remove(dependency.getTargetClass().getPackageName()));

    assertThat(unused).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void rulesOfSeatsKnowNothingButJava() {
    classes().that(resideInAPackage(inside("seat") + "..")).should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", inside("seat") + "..")).check(CODE);
  }

  @ParameterizedTest
  @FieldSource("LIBRARY_NAMES")
  void libraryIsTouchedOnlyWhereItBelongs(String library) {
    String[] users = inside(LIBRARIES.getOrDefault(library, Set.of()));

    noClasses().that(not(resideInAnyPackage(users))).should().dependOnClassesThat(resideInAPackage(library))
        .check(CODE);
  }

  /** Otherwise the rule above would guard a name that nobody uses. */
  @ParameterizedTest
  @FieldSource("LIBRARY_NAMES")
  void libraryIsInUse(String library) {
    assertThat(CODE.stream().flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> resideInAPackage(library).test(dependency.getTargetClass()))).isNotEmpty();
  }

  @Test
  void noDecisionIsTakenByTheClockOfTheJvm() {
    noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat().areAssignableTo(Clock.class).check(CODE);
  }

  @Test
  void publicIsOnlyWhatAnotherPackageUses() {
    List<String> unused = CODE.stream()
        .filter(it -> it.isTopLevelClass() && it.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(it -> !it.getPackageName().equals(ROOT) && !OF_THE_STANDALONE.contains(it.getSimpleName()))
        .filter(it -> it.getDirectDependenciesToSelf().stream()
            .allMatch(dependency -> dependency.getOriginClass().getPackage().equals(it.getPackage())))
        .map(JavaClass::getName).toList();

    assertThat(unused).isEmpty();
  }

  @Test
  void noFileIsTooLongForAnEvening() {
    List<Path> files = sources(".java", ".lua").toList();

    assertThat(files).hasSizeGreaterThan(100).allSatisfy(
        file -> assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    Set<String> packages = sources(".java").map(ArchitectureTests::packageOf).collect(Collectors.toSet());
    Set<String> described = sources("package-info.java").filter(file -> text(file).contains("\n@NullMarked\n"))
        .map(ArchitectureTests::packageOf).collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(PACKAGES.size()).isEqualTo(described);
    assertThat(CODE.getPackage(ROOT + ".seat").isAnnotatedWith(NullMarked.class)).isTrue();
  }

  private static String packageOf(Path file) {
    return text(file).lines().filter(line -> line.startsWith("package ")).findFirst().orElseThrow();
  }

  /** Of all modules, tests too. */
  private static Stream<Path> sources(String... endings) {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files.filter(file -> file.toString().contains("/src/") && !file.toString().contains("/target/"))
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
