package io.seatlock.faults;

import io.seatlock.faults.run.Outcome;
import io.seatlock.faults.run.Report;
import io.seatlock.faults.run.ScheduleRunner;
import io.seatlock.faults.run.TrainingStart;
import io.seatlock.faults.schedule.Scale;
import io.seatlock.faults.schedule.Schedule;
import io.seatlock.faults.schedule.Schedules;
import io.seatlock.testkit.process.ServiceCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs the schedules. System properties: {@code faults.seed} (default: a new one), {@code faults.schedule} (names with
 * commas between; default: all), {@code faults.scale} (default 1) and {@code faults.folder} (for the report and the
 * logs).
 */
final class Faults {

  private final long start = System.nanoTime();

  private final long seed;

  private final Path folder;

  private final Scale scale;

  private final List<Outcome> outcomes = new ArrayList<>();

  private long operations;

  private Faults(long seed, Scale scale, Path folder) {
    this.seed = seed;
    this.scale = scale;
    this.folder = folder;
  }

  public static void main(String[] args) {
    // Logging of the rig itself; must be set before anything logs.
    System.setProperty("logback.configurationFile", "io/seatlock/faults/logback.xml");
    long seed = Long.getLong("faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    String wanted = System.getProperty("faults.schedule", "");
    Scale scale = new Scale(Double.parseDouble(System.getProperty("faults.scale", "1")));
    Path folder = Path.of(System.getProperty("faults.folder", "target"));
    List<Schedule> schedules = Schedules.all(seed, scale)
        .filter(schedule -> wanted.isEmpty() || List.of(wanted.split(",")).contains(schedule.name())).toList();
    System.exit(new Faults(seed, scale, folder).run(schedules) ? 0 : 1);
  }

  private boolean run(List<Schedule> schedules) {
    say("seed %d, scale %s, %d schedules; the first start takes a while", seed, scale.share(), schedules.size());
    ServiceCode code = TrainingStart.run(folder.resolve("faults-start"));
    ScheduleRunner runner = new ScheduleRunner(code, folder.resolve("faults"), scale.share() >= 1,
        line -> say("%s", line));
    for (Schedule schedule : schedules) {
      say("== %s: %s (%s)", schedule.name(), schedule.what(), schedule.setup());
      Outcome outcome = runner.run(schedule);
      operations += outcome.findings().operations();
      outcomes.add(outcome);
      say("== %s %s in %d s; %s; %,d operations so far", schedule.name(), outcome.isClean() ? "held" : "BROKE",
          outcome.took().toSeconds(), outcome.findings(), operations);
      outcome.problems().forEach(problem -> say("!! %s", problem));
      report();
    }
    return outcomes.stream().allMatch(Outcome::isClean);
  }

  /** Called after each schedule, so that a run that is stopped early leaves a report of what it has done. */
  private void report() {
    Path file = folder.resolve("faults-report.md");
    new Report(seed, scale.share(), since(), outcomes).write(file);
  }

  private void say(String format, Object... values) {
    System.out.printf("[faults %3d:%02d] %s%n", since().toMinutes(), since().toSecondsPart(), format.formatted(values));
  }

  private Duration since() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
