package io.seatlock.benchmark.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs external commands. */
public final class Commands {

  private Commands() {}

  /**
   * Runs a command until it ends and returns its output. The output goes to a file, not a pipe, because a server that
   * the command starts may keep it open.
   *
   * @throws IllegalStateException if it fails
   */
  public static String run(Path folder, String... command) {
    try {
      File output = File.createTempFile("benchmark", ".out");
      try {
        int code = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(output).start().waitFor();
        String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        if (code != 0) {
          throw new IllegalStateException("%s ended with %d: %s".formatted(List.of(command), code, text));
        }
        return text;
      } finally {
        Files.delete(output.toPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + List.of(command), e);
    }
  }
}
