package io.seatlock.benchmark.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commands that end by themselves. */
public final class Commands {

  private Commands() {}

  /**
   * What the command says. It is written to a file, which a server that the command starts may keep open.
   *
   * @throws IllegalStateException if it fails
   */
  public static String run(Path folder, String... command) {
    try {
      File output = File.createTempFile("benchmark", ".out");
      try {
        int code = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(output).start().waitFor();
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        if (code != 0) {
          throw new IllegalStateException("%s ended with %d: %s".formatted(List.of(command), code, said));
        }
        return said;
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
