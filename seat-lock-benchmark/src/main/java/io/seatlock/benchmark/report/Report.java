package io.seatlock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code benchmarks.md} and a folder {@code benchmarks} beside it with charts and all samples. */
public final class Report {

  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  private final String compared;

  private final String contenders;

  private final List<String> order;

  private final Map<String, Measured> measured = new LinkedHashMap<>();

  /**
   * @param folder of the docs; what an earlier run left there stays until it is measured again
   * @param compared the side that all others are compared with
   * @param contenders what they are, in Markdown
   * @param order the names of all works
   */
  public Report(Path folder, String compared, String contenders, List<String> order) {
    this.folder = folder;
    this.compared = compared;
    this.contenders = contenders;
    this.order = List.copyOf(order);
    if (Files.exists(samples())) {
      Arrays.stream(JSON.readValue(samples(), Measured[].class)).forEach(work -> measured.put(work.name(), work));
    }
  }

  public void add(Measured work) {
    measured.put(work.name(), work);
  }

  public void write() {
    try {
      Files.createDirectories(charts());
      for (Measured work : works()) {
        Files.writeString(charts().resolve(work.name() + ".svg"), chart(work));
      }
      Files.writeString(samples(), JSON.writeValueAsString(works()) + "\n");
      Files.writeString(folder.resolve("benchmarks.md"), markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path charts() {
    return folder.resolve("benchmarks");
  }

  private Path samples() {
    return charts().resolve("samples.json");
  }

  private List<Measured> works() {
    return order.stream().flatMap(name -> Stream.ofNullable(measured.get(name))).toList();
  }

  private String chart(Measured work) {
    Table table = new Table(work.samples());
    Chart chart = new Chart(work.title() + ": " + table.headline());
    table.sides().forEach(side -> chart.add(side, table.spread(side, table.headline()), side.startsWith(compared)));
    return chart.svg();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder(
        """
            # Benchmarks

            Written by `mvn -Pbenchmark verify`; do not edit. The service is measured beside what a team would write or take
            instead, in turns on one machine. Only ratios within one table mean something elsewhere. A cell is the median of
            all turns, with the least and the most in brackets. "µs" is processor time for each request: of the JVM, of each
            server, of the callers ("load"), and of all other processes of the machine ("others"), which should be little.
            "Ours ÷ this" is about the first figure. All samples: [samples.json](benchmarks/samples.json).

            ## Contenders

            """);
    text.append(contenders);
    works().stream().findFirst().ifPresent(first -> text.append(machine(first)));
    works().forEach(work -> text.append(section(work)));
    return text.toString();
  }

  private static String machine(Measured work) {
    return work.machine().stream().map(line -> "- " + line + "\n")
        .collect(Collectors.joining("", "\n## Machine\n\n", ""));
  }

  private String section(Measured work) {
    Table table = new Table(work.samples());
    return """

        ## %s

        %s
        Goal: %s.

        ![%s](benchmarks/%s.svg)

        %s
        Turns: %d. %s.
        """.formatted(work.title(), work.how(), work.goal(), work.title(), work.name(), table.markdown(compared),
        table.turns(), work.when()) + otherMachine(work);
  }

  /** Of a work that was not measured where the first one was. */
  private String otherMachine(Measured work) {
    return work.machine().equals(works().getFirst().machine())
        ? ""
        : "Another machine: " + String.join("; ", work.machine()) + ".\n";
  }
}
