package io.seatlock.store.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/** The comment at the head of a Lua file. Its lists are separated by semicolons. */
public record LuaHeader(String operation, String keys, String args, String reply, String event) {

  private static final Pattern FIRST_LINE = Pattern.compile("-- (\\w+): .+");

  private static final Pattern SECTION = Pattern.compile("-- (KEYS|ARGV|REPLY|EVENT) +(.*)");

  private static final Pattern WORD = Pattern.compile("\\b[A-Z]{3,}\\b");

  private static final Pattern KIND = Pattern
      .compile("unlocked \\([a-z]+\\)|\\b(lock|finalize)-rejected\\b|\\blocked\\b|\\bfinalized\\b");

  /** The files that are no operations. */
  private static final Set<String> FRAME = Set.of("common", "times", "reading", "changes", "answers", "records",
      "growth", "plans", "drafts",
      "dispatch");

  public static List<LuaHeader> operations() {
    return Script.FILES.stream().filter(file -> !FRAME.contains(file)).map(LuaHeader::of).toList();
  }

  public static LuaHeader of(String operation) {
    Map<String, String> sections = sections(text(operation));
    return new LuaHeader(operation, sections.getOrDefault("KEYS", ""), sections.getOrDefault("ARGV", ""),
        sections.getOrDefault("REPLY", ""), sections.getOrDefault("EVENT", ""));
  }

  public static String text(String file) {
    try {
      return new ClassPathResource("lua/" + file + ".lua").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the file calls itself in its first line. */
  public static String nameIn(String text) {
    Matcher name = FIRST_LINE.matcher(text.lines().findFirst().orElse(""));
    return name.matches() ? name.group(1) : "";
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new HashMap<>();
    String section = "";
    for (String line : text.lines().takeWhile(line -> line.startsWith("--")).toList()) {
      Matcher start = SECTION.matcher(line);
      section = start.matches() ? start.group(1) : section;
      sections.merge(section, start.matches() ? start.group(2) : line.substring(2).strip(), (a, b) -> a + " " + b);
    }
    return sections;
  }

  /** How many KEYS a command on so many seats has. */
  public int keyCount(int seats) {
    return items(keys).mapToInt(item -> item.equals("the lock key of each seat") ? seats : 1).sum();
  }

  /**
   * How many ARGV a command on so many seats has; answers.lua and reading.lua say what `request` and `seats` consist of.
   *
   * @param asRecord whether the command came as a Kafka record
   */
  public int argCount(int seats, boolean asRecord) {
    return items(args).mapToInt(item -> switch (item) {
      case "request" -> asRecord ? 6 : 1;
      case "seats", "seats (one)" -> 2 + 2 * seats;
      default -> 1;
    }).sum();
  }

  /** The words with which its reply may begin. */
  public Set<String> replyWords() {
    return found(WORD, reply);
  }

  /** The kinds of events it may write; an unlocked one with its reason. */
  public Set<String> eventKinds() {
    return found(KIND, event);
  }

  private static Stream<String> items(String list) {
    return list.equals("none") ? Stream.empty() : Stream.of(list.split("; "));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return new TreeSet<>(pattern.matcher(text).results().map(MatchResult::group).toList());
  }
}
