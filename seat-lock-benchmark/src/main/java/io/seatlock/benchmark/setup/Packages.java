package io.seatlock.benchmark.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Debian packages that the benchmark needs. They are installed if it runs as root; otherwise it fails and names the
 * missing ones.
 */
public final class Packages {

  /** Prevents Debian from starting the servers that it installs. */
  private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

  private Packages() {}

  public static void ensureInstalled() {
    List<String> missing = missing();
    if (!missing.isEmpty() && isRoot() && isOnPath("apt-get")) {
      install(missing);
      missing = missing();
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("The benchmark needs what is not installed: " + String.join(", ", missing)
          + ". On Debian: apt-get install " + String.join(" ", missing));
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> missing() {
    Stream<String> programs = Stream.of("wrk", "redis-server").filter(program -> !isOnPath(program));
    return Stream.concat(programs, Postgres.isInstalled() ? Stream.empty() : Stream.of("postgresql")).sorted().toList();
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void install(List<String> packages) {
    boolean added = !Files.exists(POLICY);
    try {
      if (added) {
        Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
        Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Path here = Path.of("").toAbsolutePath();
      Commands.run(here, "apt-get", "-qq", "update");
      Commands.run(here, Stream.concat(Stream.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y",
          "install"), packages.stream()).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (added) {
        delete(POLICY);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
