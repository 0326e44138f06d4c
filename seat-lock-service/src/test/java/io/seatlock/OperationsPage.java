package io.seatlock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/operations.md names, for the tests that hold it against the code. */
public final class OperationsPage {

  private OperationsPage() {}

  public static String text() {
    return read("operations.md");
  }

  static String read(String page) {
    try {
      return Files.readString(Path.of("..", "docs", page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first group of all places in a text. */
  public static Set<String> found(String pattern, String text) {
    return new TreeSet<>(
        Pattern.compile(pattern).matcher(text).results().map((MatchResult result) -> result.group(1)).toList());
  }

  /** The lines of the code block that begins with this line. */
  public static List<String> block(String firstLine) {
    return text().lines().dropWhile(line -> !line.startsWith(firstLine)).takeWhile(line -> !line.startsWith("```"))
        .toList();
  }
}
