package io.seatlock.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.report.Machine;
import io.seatlock.benchmark.report.MeasuredWork;
import io.seatlock.benchmark.report.Report;
import io.seatlock.benchmark.report.Sample;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Contenders;
import io.seatlock.benchmark.setup.Environment;
import io.seatlock.benchmark.setup.Packages;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import io.seatlock.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Runs the works. System properties, all with the prefix {@code benchmark.}: {@code works} (names with commas between;
 * default: all), {@code turns}, {@code seconds} (of a round), {@code jvm} (options of the programs that are measured),
 * {@code service.jar}, {@code docs} and {@code folder} (for logs, and for the report of a short run).
 */
final class Benchmark {

  /** A run with fewer turns or shorter rounds does not change the docs. */
  private static final int ENOUGH_TURNS = 5;

  private static final int ENOUGH_SECONDS = 3;

  private final long start = System.nanoTime();

  private final int turns = Integer.getInteger("benchmark.turns", ENOUGH_TURNS);

  private final int seconds = Integer.getInteger("benchmark.seconds", ENOUGH_SECONDS);

  private final String jvm = System.getProperty("benchmark.jvm", "-Xmx512m");

  private final Path folder = Path.of(System.getProperty("benchmark.folder", "target/benchmark"));

  private final Service service = new Service(Service.NAME,
      Path.of(System.getProperty("benchmark.service.jar", "")), List.of(), List.of());

  private final List<Work> works = Works.all(service, folder, seconds);

  public static void main(String[] args) throws IOException {
    // Kafka's clients would log all their settings in each round.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    new Benchmark().run(System.getProperty("benchmark.works", ""));
    System.exit(0);
  }

  private void run(String wanted) throws IOException {
    Packages.ensureInstalled();
    Files.createDirectories(folder);
    if (!Files.exists(service.jar())) {
      throw new IllegalStateException("-Dbenchmark.service.jar must name the service's executable jar");
    }
    boolean isShort = turns < ENOUGH_TURNS || seconds < ENOUGH_SECONDS;
    Path docs = isShort ? folder : Path.of(System.getProperty("benchmark.docs", "docs"));
    Report report = new Report(docs, service.name(), contenders(), works.stream().map(Work::name).toList());
    try (Environment environment = new Environment(List.of(jvm.strip().split("\\s+")), folder);
        RunningContenders runningContenders = new RunningContenders(environment, this::say)) {
      for (Work work : chosen(wanted)) {
        say("== " + work.title());
        List<Sample> samples = new Runner(turns, Runner.PAUSE_FOR_COMPILERS, this::say).run(work,
            work.sides(runningContenders));
        report.add(MeasuredWork.of(work, "%s, rounds of %d s".formatted(LocalDate.now(ZoneOffset.UTC), seconds),
            Machine.description(jvm), samples));
        report.write();
      }
    }
    say("written to benchmarks.md in " + (isShort ? "the folder of the run" : "docs"));
  }

  private List<Work> chosen(String wanted) {
    List<String> names = wanted.isBlank() ? works.stream().map(Work::name).toList() : List.of(wanted.split(","));
    List<String> known = works.stream().map(Work::name).toList();
    if (!known.containsAll(names)) {
      throw new IllegalArgumentException("-Dbenchmark.works may name: " + String.join(", ", known));
    }
    return works.stream().filter(work -> names.contains(work.name())).toList();
  }

  private String contenders() {
    return Stream.concat(Stream.of(service, Contenders.HTTP_ONLY), Contenders.rivals().stream())
        .map(Benchmark::described)
        .collect(
            Collectors.joining("", "| contender | what it is | what it does not guarantee |\n|---|---|---|\n", ""));
  }

  private static String described(Contender contender) {
    return "| %s | %s | %s |%n".formatted(contender.name(), contender.what(), contender.notGuaranteed());
  }

  private void say(String line) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("[benchmark %2d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), line);
  }
}
