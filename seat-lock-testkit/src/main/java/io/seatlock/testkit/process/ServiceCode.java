package io.seatlock.testkit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which program is run as the service.
 *
 * @param before class path entries that precede the service's: a class or script in them replaces the real one
 * @param mainClass started with the service's arguments
 * @param jvmOptions besides those of {@link ServiceProcess}
 * @param classPath where the service itself is found
 */
public record ServiceCode(List<Path> before, String mainClass, List<String> jvmOptions, String classPath) {

  /** The unchanged service. */
  public static final ServiceCode REAL = new ServiceCode(List.of(), "io.seatlock.SeatLockApplication", List.of());

  public ServiceCode {
    before = List.copyOf(before);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A program on the class path of this JVM. */
  public ServiceCode(List<Path> before, String mainClass, List<String> jvmOptions) {
    this(before, mainClass, jvmOptions, System.getProperty("java.class.path"));
  }

  String wholeClassPath() {
    return Stream.concat(before.stream().map(Path::toString), Stream.of(classPath))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
