package io.seatlock.faults.run;

import io.seatlock.faults.load.LoadProfile;
import io.seatlock.faults.system.Setup;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.process.AotCache;
import io.seatlock.testkit.process.ServiceCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/**
 * Starts the service once under a little load and stops it, so that the JVM writes an AOT cache for all later starts.
 */
public final class TrainingStart {

  private static final long ENOUGH_CALLS = 300;

  /** The JVM writes the cache before it ends. */
  private static final Duration WRITING = Duration.ofMinutes(5);

  private TrainingStart() {}

  /**
   * Returns the service with an AOT cache, if that is possible.
   *
   * @param folder for the cache and the log
   */
  public static ServiceCode run(Path folder) {
    AotCache cache = new AotCache(folder.resolve("service.aot"));
    if (cache.isPossible() && !cache.isWritten()) {
      empty(folder);
      train(cache.writing(), folder);
    }
    return cache.reading();
  }

  /** The Redis of an earlier run belongs to another Kafka cluster, so the service would not start with it. */
  private static void empty(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void train(ServiceCode code, Path folder) {
    try (SystemUnderTest system = new SystemUnderTest(Setup.single(1), 0, code, folder)) {
      system.load().start(LoadProfile.QUIET);
      Await.until(Duration.ofSeconds(30), () -> system.statistics().calls() > ENOUGH_CALLS);
      system.load().stop(true);
      system.services().forEach(service -> service.terminate(WRITING));
    }
  }
}
