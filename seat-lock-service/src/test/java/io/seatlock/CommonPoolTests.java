package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

/**
 * Lettuce opens its connections on {@link java.util.concurrent.ForkJoinPool#commonPool()}, which has a single thread on
 * two processors. Whatever blocks there, in the service or in a test beside it, keeps every new connection to Redis from
 * being opened. So nothing of ours runs there.
 */
class CommonPoolTests {

  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(Path.of("target", "classes"),
      Path.of("target", "test-classes"));

  @Test
  void nothingIsHandedToTheCommonPool() {
    List<String> found = CLASSES.stream().flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(CommonPoolTests::usesIt).map(JavaMethodCall::getDescription).toList();

    assertThat(found).isEmpty();
  }

  private static boolean usesIt(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return switch (call.getName()) {
      case "parallelStream" -> true;
      case "parallel" -> owner.isAssignableTo(BaseStream.class);
      case "delayedExecutor" -> !hasExecutor(call);
      default ->
        owner.isAssignableTo(CompletionStage.class) && call.getName().endsWith("Async") && !hasExecutor(call);
    };
  }

  private static boolean hasExecutor(JavaMethodCall call) {
    return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Executor.class));
  }
}
