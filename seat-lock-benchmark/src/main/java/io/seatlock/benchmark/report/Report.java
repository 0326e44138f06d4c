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

/** Writes {@code benchmarks.md}, and beside it the folder {@code benchmarks} with the charts and all samples. */
public final class Report {

  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  private final String compared;

  private final String contenders;

  private final List<String> order;

  private final Map<String, MeasuredWork> measured = new LinkedHashMap<>();

  /**
   * @param folder of the docs; results of earlier runs are kept until their work is measured again
   * @param compared the side that all others are compared with
   * @param contenders Markdown table that describes the contenders
   * @param order the names of all works
   */
  public Report(Path folder, String compared, String contenders, List<String> order) {
    this.folder = folder;
    this.compared = compared;
    this.contenders = contenders;
    this.order = List.copyOf(order);
    if (Files.exists(samples())) {
      Arrays.stream(JSON.readValue(samples(), MeasuredWork[].class)).forEach(work -> measured.put(work.name(), work));
    }
  }

  public void add(MeasuredWork work) {
    measured.put(work.name(), work);
  }

  public void write() {
    try {
      Files.createDirectories(charts());
      for (MeasuredWork work : works()) {
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

  private List<MeasuredWork> works() {
    return order.stream().flatMap(name -> Stream.ofNullable(measured.get(name))).toList();
  }

  private String chart(MeasuredWork work) {
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
            "Ours ÷ this" is about the first figure. A goal is judged by medians, or by all turns if nothing may ever differ.
            All samples: [samples.json](benchmarks/samples.json).

            ## Contenders

            """);
    text.append(contenders);
    works().stream().findFirst().ifPresent(first -> text.append(machine(first)));
    text.append("\n## Goals\n\n| work | goal | result |\n|---|---|---|\n");
    works().forEach(work -> work.verdicts().forEach(verdict -> text
        .append("| %s | %s | %s |%n".formatted(work.title(), verdict.goal(), verdict.result()))));
    works().forEach(work -> text.append(section(work)));
    return text.toString();
  }

  private static String machine(MeasuredWork work) {
    return work.machine().stream().map(line -> "- " + line + "\n")
        .collect(Collectors.joining("", "\n## Machine\n\n", ""));
  }

  private String section(MeasuredWork work) {
    Table table = new Table(work.samples());
    return """

        ## %s

        %s
        %s
        ![%s](benchmarks/%s.svg)

        %s
        Turns: %d. %s.
        """.formatted(work.title(), work.how(), goals(work), work.title(), work.name(), table.markdown(compared),
        table.turns(), work.when()) + otherMachine(work);
  }

  private static String goals(MeasuredWork work) {
    return work.verdicts().stream().map(each -> "- Goal: %s: %s%n".formatted(each.goal(), each.result()))
        .collect(Collectors.collectingAndThen(Collectors.joining(), goals -> goals.isEmpty() ? "" : "\n" + goals));
  }

  /** A note for a work that was measured on another machine than the first one. */
  private String otherMachine(MeasuredWork work) {
    return work.machine().equals(works().getFirst().machine())
        ? ""
        : "Another machine: " + String.join("; ", work.machine()) + ".\n";
  }
}
