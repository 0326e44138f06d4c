package io.seatlock.faults.seeded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A change to one of the service's scripts, made when it is needed, so that the rest of the script is always
 * that of the service as it is.
 *
 * @param script its name without the ending
 * @param text must stand there exactly once
 */
record ScriptEdit(String script, String text, String other) {

  /** Writes the edited script where it is found if the folder comes first on the class path. */
  void applyIn(Path folder) {
    try {
      Path file = folder.resolve(resource());
      String source = Files.exists(file) ? Files.readString(file) : original();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, edited(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String edited(String source) {
    int at = source.indexOf(text);
    if (at < 0 || source.indexOf(text, at + 1) >= 0) {
      throw new IllegalArgumentException(resource() + " must hold this once: " + text);
    }
    return source.substring(0, at) + other + source.substring(at + text.length());
  }

  private String original() throws IOException {
    try (InputStream script = ScriptEdit.class.getResourceAsStream("/" + resource())) {
      if (script == null) {
        throw new IllegalArgumentException("The service has no " + resource());
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String resource() {
    return "lua/" + script + ".lua";
  }
}
