package io.seatlock.faults.seeded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A change to one of the service's Lua scripts. It is applied at run time, so that the rest of the script is always the
 * service's present one.
 *
 * @param script file name without the extension
 * @param text to be replaced; must occur exactly once in the script
 * @param other the replacement
 */
record ScriptEdit(String script, String text, String other) {

  /** Writes the edited script into the folder, which then has to precede the service on the class path. */
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
      throw new IllegalArgumentException(resource() + " must contain this once: " + text);
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
