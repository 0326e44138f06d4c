package io.seatlock.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What docs/redis.md shows and claims, for the tests that hold it against the code. */
final class RedisDoc {

  /** @param output its lines, as {@code redis-cli --raw} prints them */
  record Shown(List<String> command, List<String> output) {}

  private RedisDoc() {}

  static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("..", "docs", "redis.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the code blocks of one language. */
  static List<String> code(String language) {
    List<String> code = new ArrayList<>();
    boolean inside = false;
    for (String line : lines()) {
      if (line.startsWith("```")) {
        inside = line.equals("```" + language);
      } else if (inside) {
        code.add(line);
      }
    }
    return code;
  }

  /** The commands that the console blocks show, each with its output. */
  static List<Shown> shown() {
    List<Shown> shown = new ArrayList<>();
    for (String line : code("console")) {
      if (line.startsWith("> ")) {
        shown.add(new Shown(List.of(line.substring(2).split(" ")), new ArrayList<>()));
      } else if (!line.isEmpty()) {
        shown.getLast().output().add(line);
      }
    }
    return shown;
  }

  /** The rows of the table whose first heading this is, without heading and rule. */
  static List<List<String>> table(String firstHeading) {
    return lines().stream().dropWhile(line -> !line.startsWith("| " + firstHeading + " |")).skip(2)
        .takeWhile(line -> line.startsWith("|")).map(RedisDoc::cells).toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1).split("\\|")).map(cell -> cell.strip().replace("`", "")).toList();
  }
}
