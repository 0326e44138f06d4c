package io.seatlock.faults;

import io.seatlock.faults.rig.QuietLogs;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.schedule.Director;
import io.seatlock.faults.schedule.Outcome;
import io.seatlock.faults.schedule.Rehearsal;
import io.seatlock.faults.schedule.Scale;
import io.seatlock.faults.schedule.Schedule;
import io.seatlock.faults.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs the schedules. System properties: {@code faults.seed} (default: a new one), {@code faults.schedule}
 * (the name of one; default: all), {@code faults.scale} (default 1), {@code faults.folder} for the report
 * and the logs.
 */
final class Faults {

  private final long start = System.nanoTime();

  private final long seed;

  private final Path folder;

  private long operations;

  private Faults(long seed, Path folder) {
    this.seed = seed;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    QuietLogs.on();
    long seed = Long.getLong("faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    String wanted = System.getProperty("faults.schedule", "");
    Scale scale = new Scale(Double.parseDouble(System.getProperty("faults.scale", "1")));
    Path folder = Path.of(System.getProperty("faults.folder", "target"));
    List<Schedule> schedules = Schedules.all(seed, scale)
        .filter(schedule -> wanted.isEmpty() || List.of(wanted.split(",")).contains(schedule.name())).toList();
    System.exit(new Faults(seed, folder).run(schedules) ? 0 : 1);
  }

  private boolean run(List<Schedule> schedules) throws IOException {
    say("seed %d, %d schedules", seed, schedules.size());
    ServiceCode code = Rehearsal.learn(folder.resolve("faults-start"));
    Director director = new Director(code, folder.resolve("faults"), line -> say("%s", line));
    List<Outcome> outcomes = new ArrayList<>();
    for (Schedule schedule : schedules) {
      say("== %s: %s (%s)", schedule.name(), schedule.what(), schedule.ground());
      Outcome outcome = director.run(schedule);
      operations += outcome.findings().operations();
      outcomes.add(outcome);
      say("== %s: %s; %s; kills %d, recoveries %s, slowest %d ms, answers %s, took %d s, %,d operations so far",
          schedule.name(), outcome.isClean() ? "clean" : "BROKEN: " + outcome.problems(), outcome.findings(),
          outcome.kills(), outcome.recoveries(), outcome.slowestAnswer(), outcome.statuses(),
          outcome.took().toSeconds(), operations);
    }
    return outcomes.stream().allMatch(Outcome::isClean);
  }

  private void say(String format, Object... values) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("[faults %3d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), format.formatted(values));
  }
}
