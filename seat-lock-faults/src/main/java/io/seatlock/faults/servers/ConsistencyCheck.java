package io.seatlock.faults.servers;

import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The service's own command {@code check}, which compares the indexes in Redis with the hashes. */
public final class ConsistencyCheck {

  private static final int CLEAN = 0;

  private ConsistencyCheck() {}

  /**
   * Runs the check, which repairs nothing.
   *
   * @param settings of the service: where Redis is, and how many partitions there are
   * @return what it printed if it found differences or failed
   */
  public static Optional<String> differences(ServiceCode code, List<String> settings) {
    List<String> command = new ArrayList<>(ServiceProcess.java(code));
    command.addAll(List.of(code.mainClass(), "check"));
    settings.forEach(setting -> command.add("--" + setting));
    try {
      Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return check.waitFor() == CLEAN ? Optional.empty() : Optional.of(printed.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
