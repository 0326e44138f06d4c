package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisPair;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The marks by which {@code mvn verify} and {@code .ci/run} choose integration tests, as far as a machine can judge. */
class TestMarksTests {

  private static final List<JavaClass> CLASSES = new ClassFileImporter().importPath(Path.of("target/test-classes"))
      .stream().filter(it -> it.getSimpleName().endsWith("IntegrationTests")).toList();

  /** What takes long to start, or to recover. */
  private static final DescribedPredicate<JavaClass> OUTAGE = DescribedPredicate.describe("a server that fails",
      it -> it.isEquivalentTo(RedisCluster.class) || it.isEquivalentTo(RedisPair.class));

  private static final Set<String> KAFKA_IS_AWAY = Set.of("kill", "pause", "stop");

  private static Stream<JavaMethod> tests(JavaClass type) {
    return type.getMethods().stream().filter(
        method -> method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class));
  }

  private static boolean isMarked(JavaMethod test, Class<? extends Annotation> mark) {
    return test.isAnnotatedWith(mark) || test.getOwner().isAnnotatedWith(mark);
  }

  private static boolean usesFailingServers(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> OUTAGE.test(dependency.getTargetClass()));
  }

  @Test
  void serviceOnAClusterOrBehindAFailOverIsLong() {
    List<JavaClass> found = CLASSES.stream().filter(it -> it.getPackageName().equals("io.seatlock"))
        .filter(TestMarksTests::usesFailingServers).toList();

    assertThat(found).hasSizeGreaterThan(4).allMatch(it -> it.isAnnotatedWith(LongRunning.class));
  }

  @Test
  void testWithoutKafkaIsLong() {
    List<JavaMethod> found = CLASSES.stream().flatMap(TestMarksTests::tests)
        .filter(test -> test.getMethodCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KafkaProcess.class)
                && KAFKA_IS_AWAY.contains(call.getName())))
        .toList();

    assertThat(found).hasSizeGreaterThan(2).allMatch(test -> isMarked(test, LongRunning.class));
  }

  @Test
  void storeAndCheckDependOnTheVersionOfRedis() {
    List<JavaMethod> found = CLASSES.stream()
        .filter(it -> it.getPackageName().matches("io\\.seatlock\\.(store|check)\\b.*"))
        .flatMap(TestMarksTests::tests).toList();

    assertThat(found).hasSizeGreaterThan(100).noneMatch(test -> isMarked(test, AnyRedis.class));
  }

  @Test
  void classIsMarkedInsteadOfAllItsTests() {
    assertThat(CLASSES).filteredOn(it -> tests(it).findAny().isPresent())
        .noneMatch(it -> tests(it).allMatch(test -> test.isAnnotatedWith(LongRunning.class)))
        .noneMatch(it -> it.isAnnotatedWith(LongRunning.class)
            && tests(it).anyMatch(test -> test.isAnnotatedWith(LongRunning.class)));
  }

  @Test
  void everyPackageHasATestThatIsNotLong() {
    Set<String> all = packages(CLASSES.stream());
    Set<String> left = packages(CLASSES.stream().filter(it -> !it.isAnnotatedWith(LongRunning.class)));

    assertThat(all).hasSizeGreaterThan(6).isEqualTo(left);
  }

  /** Directly, by a class that it extends, or by a helper. */
  @Test
  void whoUsesTheRedisThatIsEmptiedSaysSo() {
    List<JavaClass> found = CLASSES.stream().filter(TestMarksTests::usesSharedRedis).toList();

    assertThat(found).hasSizeGreaterThan(20).allMatch(it -> it.isAnnotatedWith(SharedRedis.class));
  }

  private static boolean usesSharedRedis(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream()).anyMatch(
        it -> empties(it) || it.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass()).anyMatch(TestMarksTests::empties));
  }

  private static boolean empties(JavaClass type) {
    return type.getMethodCallsFromSelf().stream().anyMatch(
        call -> call.getTargetOwner().isEquivalentTo(TestRedis.class) && call.getName().equals("emptied"));
  }

  private static Set<String> packages(Stream<JavaClass> classes) {
    return classes.map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
  }
}
