package io.seatlock.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The service's own command that compares what Redis holds beside the hashes with the hashes. */
public final class BooksCheck {

  private static final int CLEAN = 0;

  private BooksCheck() {}

  /**
   * Looks and repairs nothing.
   *
   * @param settings of the service: where Redis is, and how many partitions there are
   * @return what it says if it found differences or could not look
   */
  public static Optional<String> differences(ServiceCode code, List<String> settings) {
    List<String> command = new ArrayList<>(ServiceProcess.java(code));
    command.addAll(List.of(code.mainClass(), "check"));
    settings.forEach(setting -> command.add("--" + setting));
    try {
      Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return check.waitFor() == CLEAN ? Optional.empty() : Optional.of(said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
