package io.seatlock;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's files keep to what its visitors and other teams rely on. */
class PageFilesTests {

  private static final Path STATIC = Path.of("src/main/resources/static");

  private static final int MOST_LINES = 250;

  /** What a team may take without the picture, or run where there is no page. */
  private static final List<String> WITHOUT_DOM = List.of("basket", "normal-form", "plan", "refusals", "seat-calls",
      "seat-grid", "seat-states", "seat-stream");

  /** Of the page and of what it loads from us, without the libraries. */
  static List<String> paths() throws IOException {
    List<String> paths = new ArrayList<>(List.of("/", "/index.html"));
    for (String folder : List.of("page", "map")) {
      try (Stream<Path> files = Files.walk(STATIC.resolve(folder))) {
        files.filter(Files::isRegularFile).map(file -> "/" + STATIC.relativize(file)).forEach(paths::add);
      }
    }
    return paths;
  }

  @Test
  void everyRefusalHasWordsForBuyers() throws IOException {
    Set<String> described = names("(?m)^    \\| `([A-Z_]+)` \\| \\d{3} ", beforeTheServersOwn());
    Set<String> refusals = Stream.of(Refusal.values()).map(Enum::name).collect(toSet());
    Set<String> words = names("(?m)^  ([A-Z_]+): '", Files.readString(STATIC.resolve("map/refusals.js")));
    assertThat(described).hasSizeGreaterThan(20).contains("SEAT_LOCKED");
    assertThat(words).containsAll(described).containsAll(refusals);
  }

  /** What no call of a page can meet is described behind that sentence. */
  private static String beforeTheServersOwn() throws IOException {
    String description = Files.readString(STATIC.resolve("v3/api-docs.yaml"));
    return description.substring(0, description.indexOf("The server itself refuses"));
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(name -> name.group(1)).collect(toSet());
  }

  @Test
  void modulesForOthersKnowNothingOfThePagesWidgets() throws IOException {
    assertThat(scripts("map")).hasSizeGreaterThan(8).allSatisfy(file -> assertThat(imports(file))
        .allMatch(name -> name.startsWith("./") || name.startsWith("../webjars/leaflet/")));
  }

  @Test
  void modulesWithoutAPictureNeedNoDocument() {
    assertThat(WITHOUT_DOM).allSatisfy(name -> {
      Path file = STATIC.resolve("map").resolve(name + ".js");
      assertThat(code(file)).doesNotContainPattern("\\b(document|window|sessionStorage|localStorage)\\b\\.");
      assertThat(imports(file)).isSubsetOf(WITHOUT_DOM.stream().map(other -> "./" + other + ".js").toList());
    });
  }

  /** Names come from plans of strangers; and the clock of a visitor's machine decides nothing. */
  @Test
  void nothingIsReadAsMarkupAndNoLocalTimeIsAsked() throws IOException {
    assertThat(Stream.concat(scripts("map").stream(), scripts("page").stream())).hasSizeGreaterThan(15)
        .allSatisfy(file -> assertThat(code(file)).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML",
            "document.write", "eval(", "new Function", "Date.now", "new Date", "localStorage"));
  }

  /** The Content-Security-Policy would refuse it, and nobody would see why. */
  @Test
  void pageHasNoScriptOrStyleInside() throws IOException {
    String html = Files.readString(STATIC.resolve("index.html"));
    assertThat(html).contains("<script type=\"module\" src=")
        .doesNotContain("<style", " style=", "onclick", "javascript:")
        .doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  void filesAreSmall() throws IOException {
    assertThat(Stream.concat(scripts("map").stream(), scripts("page").stream()))
        .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  private static List<Path> scripts(String folder) throws IOException {
    try (Stream<Path> files = Files.list(STATIC.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private static List<String> imports(Path file) throws IOException {
    return Pattern.compile("from '([^']+)'").matcher(code(file)).results().map(name -> name.group(1)).toList();
  }

  /** Without comments, which may name anything. */
  private static String code(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(Predicate.not(line -> line.strip().matches("(/\\*\\*|\\*|//).*")))
        .reduce("", (text, line) -> text + line + "\n");
  }
}
