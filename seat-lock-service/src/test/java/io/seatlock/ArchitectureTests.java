package io.seatlock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

/** The arrows between the rooms, and the habits that a machine can check. */
class ArchitectureTests {

  private static final String ROOT = "io.seatlock";

  /** Each room, and the rooms that it may know. */
  private static final Map<String, Set<String>> ROOMS = Map.of("seat", Set.of(), "store", Set.of("seat"), "intake",
      Set.of("seat"), "relay", Set.of("seat", "store"));

  /** What only some rooms may touch; root puts the rooms together. */
  private static final Map<String, Set<String>> LIBRARIES = Map.of("io.lettuce..", Set.of("store"),
      "org.springframework.data.redis..", Set.of("store"), "org.apache.kafka..", Set.of("intake", "relay", "root"),
      "org.springframework.kafka..", Set.of("intake", "relay", "root"), "org.springframework.web..",
      Set.of("intake", "root"),
      "org.springframework.http..", Set.of("intake"));

  private static final int MOST_LINES = 250;

  private static final JavaClasses CODE = new ClassFileImporter().importPath(Path.of("target", "classes"));

  static final Set<String> ROOM_NAMES = ROOMS.keySet();

  static final Set<String> LIBRARY_NAMES = LIBRARIES.keySet();

  private static String inside(String room) {
    return room.equals("root") ? ROOT : ROOT + "." + room + "..";
  }

  private static String[] inside(Set<String> rooms) {
    return rooms.stream().map(ArchitectureTests::inside).toArray(String[]::new);
  }

  @Test
  void everyPackageIsARoomThatTheseRulesKnow() {
    Set<String> packages = CODE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

    Set<String> known = ROOM_NAMES.stream().map(room -> ROOT + "." + room)
        .collect(Collectors.toCollection(TreeSet::new));
    known.add(ROOT);
    assertThat(packages).isEqualTo(known);
  }

  @ParameterizedTest
  @FieldSource("ROOM_NAMES")
  void roomKnowsOnlyTheRoomsItMay(String room) {
    Set<String> allowed = new TreeSet<>(ROOMS.getOrDefault(room, Set.of()));
    allowed.add(room);

    noClasses().that(resideInAPackage(inside(room))).should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(inside(allowed))))).check(CODE);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void rulesAndWordsKnowNothingButJava() {
    classes().that(resideInAPackage(inside("seat"))).should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", inside("seat"))).check(CODE);
  }

  @ParameterizedTest
  @FieldSource("LIBRARY_NAMES")
  void libraryIsTouchedOnlyWhereItBelongs(String library) {
    String[] rooms = inside(LIBRARIES.getOrDefault(library, Set.of()));

    noClasses().that(not(resideInAnyPackage(rooms))).should().dependOnClassesThat(resideInAPackage(library))
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
  void publicIsOnlyWhatAnotherRoomCalls() {
    List<String> unused = CODE.stream()
        .filter(it -> it.isTopLevelClass() && it.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(it -> !it.getPackageName().equals(ROOT))
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
    Set<String> told = sources("package-info.java").filter(file -> text(file).contains("\n@NullMarked\n"))
        .map(ArchitectureTests::packageOf).collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(ROOMS.size()).isEqualTo(told);
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
