package io.seatlock.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * The redis-server or valkey-server that is run. An installed one is preferred. The bundled one is old and for
 * development only; it is there so that nothing needs to be installed.
 */
record RedisBinary(Path path, RedisVersion version, boolean bundled) {

  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  /** ETXTBSY in the message of Java's exception; the number is the same in every language of the system. */
  private static final Pattern BUSY = Pattern.compile("error[=:] ?26\\b");

  private static final Duration BUSY_LIMIT = Duration.ofSeconds(10);

  /** The first on the PATH that is new enough; else the bundled one, unpacked into the folder. */
  static RedisBinary best(Path unpackInto) {
    String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return installed(searchPath, RedisBinary::askVersion).orElseGet(() -> bundled(unpackInto));
  }

  static RedisBinary named(Path path) {
    return checked(path, false, RedisBinary::askVersion);
  }

  static Optional<RedisBinary> installed(String searchPath, Function<Path, String> versionOutput) {
    return candidates(searchPath)
        .map(path -> supported(path, false, versionOutput.apply(path)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static RedisBinary checked(Path path, boolean bundled, Function<Path, String> versionOutput) {
    String output = versionOutput.apply(path);
    return supported(path, bundled, output).orElseThrow(() -> unsupported(path, output));
  }

  private static Optional<RedisBinary> supported(Path path, boolean bundled, String output) {
    return RedisVersion.parse(output)
        .filter(RedisVersion::isSupported)
        .map(version -> new RedisBinary(path, version, bundled));
  }

  private static Stream<Path> candidates(String searchPath) {
    List<String> folders = Stream.of(searchPath.split(File.pathSeparator)).filter(folder -> !folder.isEmpty()).toList();
    return NAMES.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable);
  }

  static RedisBinary bundled(Path unpackInto) {
    try {
      Files.createDirectories(unpackInto);
      Path path = ExecutableProvider.newJarResourceProvider(unpackInto.toFile()).get().toPath();
      return checked(path, true, RedisBinary::askVersion);
    } catch (IOException e) {
      throw new UncheckedIOException("no bundled Redis for this machine", e);
    }
  }

  private static IllegalStateException unsupported(Path path, String output) {
    return new IllegalStateException(
        "%s cannot be used; install redis-server or valkey-server %d.%d or newer. Its output: %s"
            .formatted(
                path,
                RedisVersion.OLDEST.major(),
                RedisVersion.OLDEST.minor(),
                output.strip()));
  }

  /**
   * Tries again while the file is busy. A process that another thread forks while the file is being unpacked inherits
   * it open for writing, until that process executes its own program. Until then Linux refuses to execute the file
   * (execve(2), ETXTBSY).
   */
  private static String askVersion(Path path) {
    AtomicReference<String> output = new AtomicReference<>("");
    Poll.until(BUSY_LIMIT, () -> !BUSY.matcher(output.updateAndGet(_ -> runForVersion(path))).find());
    return output.get();
  }

  private static String runForVersion(Path path) {
    try {
      Process process = new ProcessBuilder(path.toString(), "--version").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Version and origin, for log lines and messages. */
  String describe() {
    return version + (bundled ? " (bundled, for development only)" : " (" + path + ")");
  }
}
