package io.seatlock.faults.run;

import io.seatlock.faults.checker.Checker;
import io.seatlock.faults.checker.Circumstances;
import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.findings.Lateness;
import io.seatlock.faults.history.Times;
import io.seatlock.faults.schedule.Schedule;
import io.seatlock.faults.schedule.Step;
import io.seatlock.faults.system.SystemUnderTest;
import io.seatlock.faults.windows.Windows;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.net.TcpProxy;
import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** Runs schedules, one after the other. */
public final class ScheduleRunner {

  /** Longer than any lock of the load lasts, even on a busy machine. */
  private static final Duration QUIET_LIMIT = Duration.ofMinutes(3);

  private static final int MAX_EXAMPLES = 5;

  /** In a period without faults, 99 of 100 changes must be shown within this time. */
  private static final Duration SHOWN_WITHIN = Duration.ofMillis(1200);

  private static final int ENOUGH_CHANGES = 1000;

  private final ServiceCode code;

  private final Path folder;

  private final boolean enforcesBounds;

  private final Consumer<String> progress;

  /**
   * @param folder for the logs of the services; kept
   * @param enforcesBounds whether a figure that exceeds its bound is a failure
   * @param progress gets a line for each step
   */
  public ScheduleRunner(ServiceCode code, Path folder, boolean enforcesBounds, Consumer<String> progress) {
    this.code = code;
    this.enforcesBounds = enforcesBounds;
    this.folder = folder;
    this.progress = progress;
  }

  public Outcome run(Schedule schedule) {
    long since = System.nanoTime();
    try (SystemUnderTest system = new SystemUnderTest(schedule.setup(), schedule.seed(), code,
        emptyFolder(folder.resolve(schedule.name())))) {
      perform(schedule, system);
      return judge(schedule, system, since);
    }
  }

  /** Creates the folder, without the logs of an earlier run. */
  private static Path emptyFolder(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A slow step delays all later steps, so that they keep their distance. */
  private void perform(Schedule schedule, SystemUnderTest system) {
    long before = 0;
    for (Step step : schedule.steps()) {
      Await.sleep(Duration.ofMillis(step.at() - before));
      before = step.at();
      progress.accept("%s %s  (%,d operations)".formatted(schedule.name(), step, system.statistics().calls()));
      try {
        step.action().on(system);
      } catch (Exception e) {
        system.measurements().problem("the step \"" + step.what() + "\" failed: " + e);
      }
    }
  }

  private Outcome judge(Schedule schedule, SystemUnderTest system, long since) {
    List<String> problems = new ArrayList<>();
    checkRefusals(system);
    checkWindows(system);
    long drainedAt = awaitQuiet(system, problems);
    Findings findings = Checker.check(system.history(), system.topics().events(),
        new Circumstances(system.failOvers(), schedule.setup().isSafe(), drainedAt)).and(system.windows().findings());
    if (drainedAt == 0) {
      problems.add("the system did not become quiet, so events that seem lost may only be late: " + findings.counts());
    } else {
      compare(schedule, system, findings, problems);
    }
    problems.addAll(system.measurements().problems());
    if (enforcesBounds) {
      problems.addAll(system.measurements().exceededBounds());
    }
    return new Outcome(schedule, Duration.ofNanos(System.nanoTime() - since), findings, system.statistics().outcomes(),
        system.kills(),
        system.statistics().slowestMillis(), system.statistics().recoveriesMillis(), system.measurements().figures(),
        problems);
  }

  private static void checkRefusals(SystemUnderTest system) {
    system.statistics().endHealthyPeriod();
    List<String> refused = system.statistics().refusalsWhileHealthy();
    if (system.statistics().callsWhileHealthy() > 0) {
      system.measurements().bound(refused.isEmpty(), "%,d of %,d calls refused in periods without faults%s".formatted(
          refused.size(), system.statistics().callsWhileHealthy(), examples(refused)));
    }
  }

  private static void checkWindows(SystemUnderTest system) {
    Windows windows = system.windows();
    windows.endHealthyPeriod();
    if (windows.number() == 0) {
      return;
    }
    Lateness lateness = windows.latenessWhileHealthy();
    system.measurements().figure(windows.figures());
    system.measurements().bound(lateness.number() > ENOUGH_CHANGES && lateness.p99() <= SHOWN_WITHIN.toMillis(),
        "%,d changes were shown in periods without faults, p50 %d ms, p99 %d ms, worst %d ms later".formatted(
            lateness.number(), lateness.p50(), lateness.p99(), lateness.worst()));
    List<String> disturbances = windows.disturbances();
    system.measurements().bound(disturbances.isEmpty(), "%,d disturbances of windows in periods without faults%s"
        .formatted(disturbances.size(), examples(disturbances)));
  }

  /** A few examples, so that they can be looked up in the logs of the instances. */
  private static String examples(List<String> refused) {
    return refused.isEmpty()
        ? ""
        : refused.stream().limit(MAX_EXAMPLES).collect(Collectors.joining("; ", " (", ")"));
  }

  private void compare(Schedule schedule, SystemUnderTest system, Findings findings, List<String> problems) {
    if (!findings.isClean()) {
      problems.add(findings.toString());
    }
    List<String> unanswered = schedule.mayLose() ? List.of() : system.load().unanswered(system.topics());
    if (!unanswered.isEmpty()) {
      problems.add(unanswered.size() + " requests over Kafka were never answered, such as " + unanswered.getFirst());
    }
    system.checkConsistency(code).ifPresent(problems::add);
  }

  /**
   * Ends all faults and the load. Waits until every lock has ended and all events are in Kafka and have been read.
   *
   * @return when all locks had ended, µs since the epoch; 0 if that or the rest took too long
   */
  private static long awaitQuiet(SystemUnderTest system, List<String> problems) {
    try {
      endFaults(system);
      system.load().stop(true);
      system.topics().awaitRequestsCommitted(QUIET_LIMIT);
      Await.must("all locks have ended", QUIET_LIMIT, () -> system.redis().activeLocks() == 0);
      long drainedAt = Times.now();
      Await.must("the outbox is empty", QUIET_LIMIT, () -> system.redis().backlog() == 0);
      system.topics().awaitEnd(QUIET_LIMIT);
      long dead = system.topics().deadLetters();
      if (dead > 0) {
        problems.add(dead + " valid requests are in a dead-letter topic");
      }
      return drainedAt;
    } catch (IllegalStateException | ExecutionException e) {
      problems.add(String.valueOf(e.getMessage()));
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static void endFaults(SystemUnderTest system) {
    system.links().each(link -> {
      link.setDelay(Duration.ZERO);
      link.set(TcpProxy.Mode.PASS);
    });
    system.kafkaLinks().each(link -> link.set(TcpProxy.Mode.PASS));
    KafkaProcess kafka = system.kafka();
    if (kafka.isRunning()) {
      kafka.resume();
    } else {
      kafka.restart();
    }
    system.services().forEach(ServiceProcess::resume);
    system.services().stream().filter(service -> !service.isAlive()).forEach(ServiceProcess::restart);
    system.services().forEach(ServiceProcess::awaitReady);
  }
}
