package io.seatlock.testkit.process;

import io.seatlock.testkit.process.ServiceCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ahead-of-time cache of the JVM, with which the service starts faster: the fault rig starts it hundreds of times.
 * Such a cache covers classes in jars only, so it is not possible where modules are folders on the class path, as in an
 * IDE.
 *
 * @param file kept for later runs, which use it as long as no jar is newer
 */
public record AotCache(Path file) {

  /** Whether the service and this module are on the class path as jars. */
  public boolean isPossible() {
    return folders().allMatch(folder -> !Files.exists(folder.resolve("io/seatlock/SeatLockApplication.class"))
        && !folder.equals(ownClasses()));
  }

  /** Whether the file exists and no jar of the class path is newer. */
  public boolean isWritten() {
    return Files.exists(file) && jars().noneMatch(jar -> modified(jar) > modified(file));
  }

  /** Runs the unchanged service, which writes the cache when it is stopped. */
  public ServiceCode writing() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return service("-XX:AOTCacheOutput=" + file.toAbsolutePath());
  }

  /** Runs the unchanged service with the cache, if it is written. A JVM that can't use it starts without. */
  public ServiceCode reading() {
    return isWritten() ? service("-XX:AOTCache=" + file.toAbsolutePath()) : ServiceCode.REAL;
  }

  private static ServiceCode service(String option) {
    String classPath = jars().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new ServiceCode(List.of(), ServiceCode.REAL.mainClass(), List.of(option), classPath);
  }

  private static Stream<Path> jars() {
    return classPath().filter(Files::isRegularFile);
  }

  private static Stream<Path> folders() {
    return classPath().filter(Files::isDirectory);
  }

  private static Stream<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize());
  }

  private static Path ownClasses() {
    return Path.of(AotCache.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
