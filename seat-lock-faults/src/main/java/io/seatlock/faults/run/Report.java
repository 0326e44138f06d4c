package io.seatlock.faults.run;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Writes the report of a run, as Markdown. */
public final class Report {

  private static final String TABLE_HEAD = """
      | schedule | rows | operations | without an answer | grants | events | duplicates | overlaps | lost events | version regressions | grants lost by fail-over | lateness p50 / p99 / worst (ms) | recovery, worst (ms) | SIGKILLs | verdict |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

  private final long seed;

  private final double scale;

  private final Duration took;

  private final List<Outcome> outcomes;

  private final List<String> lines = new ArrayList<>();

  public Report(long seed, double scale, Duration took, List<Outcome> outcomes) {
    this.seed = seed;
    this.scale = scale;
    this.took = took;
    this.outcomes = List.copyOf(outcomes);
  }

  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    lines.clear();
    head();
    table();
    outcomes.forEach(this::details);
    return String.join("\n", lines) + "\n";
  }

  private void head() {
    long broken = outcomes.stream().filter(outcome -> !outcome.isClean()).count();
    add("# What the faults did", "");
    say("%s: %,d operations in %d schedules, %,d grants, %,d events, %,d SIGKILLs of the service; %d overlaps, %d lost events, %d versions that went back.",
        broken == 0 ? "All guarantees held" : broken + " schedules failed", sum(Findings::operations),
        outcomes.size(), sum(Findings::grants), sum(Findings::events),
        outcomes.stream().mapToLong(Outcome::kills).sum(), sum(Findings::overlaps), sum(Findings::lostEvents),
        sum(Findings::versionRegressions));
    add("", "| | |", "|---|---|");
    say("| seed | `%d` (the same again: `mvn -Pfaults verify -Dfaults.seed=%d`) |", seed, seed);
    say("| scale | %s |", scale);
    say("| written | %s |", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    say("| took | %d min %d s |", took.toMinutes(), took.toSecondsPart());
    say("| machine | %d processors, %s %s, Java %s; services, Redis, Kafka and clients share it |",
        Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.arch"),
        System.getProperty("java.version"));
    add("");
  }

  private void table() {
    add("## Schedules", "", TABLE_HEAD);
    outcomes.forEach(outcome -> add(row(outcome)));
    add("",
        "*Rows* are those of docs/failures.md. *Duplicates* are events with the same `ce_id` and content; they come after a crash and",
        "are allowed. *Grants lost by fail-over*",
        "were answered and then lost by Redis, in schedules in which Redis may lose acknowledged writes. *Lateness* is from the",
        "deadline to the record's time by the broker, over the whole schedule, faults included. *Recovery* is from the end of a fault",
        "to the first grant that was requested after it.", "");
  }

  private static String row(Outcome outcome) {
    Findings found = outcome.findings();
    return "| %s | %s | %,d | %,d | %,d | %,d | %,d | %d | %d | %d | %d | %d / %d / %d | %s | %d | %s |".formatted(
        outcome.schedule().name(), numbers(outcome.schedule()), found.operations(), found.unknown(), found.grants(),
        found.events(), found.duplicateEvents(), found.overlaps(), found.lostEvents(), found.versionRegressions(),
        found.grantsLostByFailOver(), found.lateness().p50(), found.lateness().p99(), found.lateness().worst(),
        outcome.recoveries().isEmpty() ? "" : String.valueOf(outcome.worstRecovery()), outcome.kills(),
        outcome.isClean() ? "held" : "**broken**");
  }

  private static String numbers(Schedule schedule) {
    return schedule.rows().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void details(Outcome outcome) {
    say("## %s", outcome.schedule().name());
    add("");
    say("%s. %s; %d steps; took %d s.", capital(outcome.schedule().what()),
        capital(outcome.schedule().setup().toString()),
        outcome.schedule().lines().size(), outcome.took().toSeconds());
    add("");
    say("- answers: %s; slowest %,d ms", outcome.statuses(), outcome.slowestAnswer());
    if (!outcome.recoveries().isEmpty()) {
      say("- recoveries (ms): %s", outcome.recoveries());
    }
    outcome.figures().forEach(figure -> say("- %s", figure));
    for (Rule rule : Rule.values()) {
      if (outcome.findings().count(rule) > 0) {
        say("- **%s**: %d times", rule, outcome.findings().count(rule));
      }
    }
    outcome.problems().forEach(problem -> add("", "```", problem, "```"));
    add("");
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private long sum(ToLongFunction<Findings> figure) {
    return outcomes.stream().map(Outcome::findings).mapToLong(figure).sum();
  }

  private void say(String format, Object... values) {
    lines.add(format.formatted(values));
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }
}
