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

  /** Longer than any lock that the load takes, with air for a busy machine. */
  private static final Duration QUIET = Duration.ofMinutes(3);

  private static final int MOST_EXAMPLES = 5;

  /** How late a change may be shown while nothing is broken, for 99 of 100. */
  private static final Duration SHOWN_WITHIN = Duration.ofMillis(1200);

  private static final int ENOUGH_CHANGES = 1000;

  private final ServiceCode code;

  private final Path folder;

  private final boolean bounded;

  private final Consumer<String> progress;

  /**
   * @param folder for the logs of the services; kept
   * @param bounded whether a figure beyond its bound counts as broken
   * @param progress gets a line for each step
   */
  public ScheduleRunner(ServiceCode code, Path folder, boolean bounded, Consumer<String> progress) {
    this.code = code;
    this.bounded = bounded;
    this.folder = folder;
    this.progress = progress;
  }

  public Outcome run(Schedule schedule) {
    long since = System.nanoTime();
    try (SystemUnderTest system = new SystemUnderTest(schedule.setup(), schedule.seed(), code,
        emptied(folder.resolve(schedule.name())))) {
      perform(schedule, system);
      return judge(schedule, system, since);
    }
  }

  /** Without the logs of an earlier run. */
  private static Path emptied(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A step that takes its time delays those behind it, so that they do not come all at once. */
  private void perform(Schedule schedule, SystemUnderTest system) {
    long before = 0;
    for (Step step : schedule.steps()) {
      Await.sleep(Duration.ofMillis(step.at() - before));
      before = step.at();
      progress.accept("%s %s  (%,d operations)".formatted(schedule.name(), step, system.statistics().calls()));
      try {
        step.act().on(system);
      } catch (Exception e) {
        system.measurements().problem("the step \"" + step.what() + "\" failed: " + e);
      }
    }
  }

  private Outcome judge(Schedule schedule, SystemUnderTest system, long since) {
    List<String> problems = new ArrayList<>();
    boundRefusals(system);
    boundWindows(system);
    long drainedAt = quiet(system, problems);
    Findings findings = Checker.check(system.history(), system.topics().events(),
        new Circumstances(system.failOvers(), schedule.setup().isSafe(), drainedAt)).and(system.windows().findings());
    if (drainedAt == 0) {
      problems.add("it did not become quiet, so what seems lost may only be late: " + findings.counts());
    } else {
      compare(schedule, system, findings, problems);
    }
    problems.addAll(system.measurements().problems());
    if (bounded) {
      problems.addAll(system.measurements().missed());
    }
    return new Outcome(schedule, Duration.ofNanos(System.nanoTime() - since), findings, system.statistics().outcomes(),
        system.kills(),
        system.statistics().slowestMillis(), system.statistics().recoveriesMillis(), system.measurements().figures(),
        problems);
  }

  private static void boundRefusals(SystemUnderTest system) {
    system.statistics().endCountOfRefusals();
    List<String> refused = system.statistics().refusedInHealth();
    if (system.statistics().callsInHealth() > 0) {
      system.measurements().bound(refused.isEmpty(), "%,d of %,d calls refused while nothing was broken%s".formatted(
          refused.size(), system.statistics().callsInHealth(), examples(refused)));
    }
  }

  private static void boundWindows(SystemUnderTest system) {
    Windows windows = system.windows();
    windows.endCountInHealth();
    if (windows.number() == 0) {
      return;
    }
    Lateness lateness = windows.latenessInHealth();
    system.measurements().figure(windows.figures());
    system.measurements().bound(lateness.number() > ENOUGH_CHANGES && lateness.p99() <= SHOWN_WITHIN.toMillis(),
        "%,d changes were shown while nothing was broken, p50 %d ms, p99 %d ms, worst %d ms later".formatted(
            lateness.number(), lateness.p50(), lateness.p99(), lateness.worst()));
    List<String> needless = windows.needless();
    system.measurements().bound(needless.isEmpty(), "%,d times a window was disturbed while nothing was broken%s"
        .formatted(needless.size(), examples(needless)));
  }

  /** The first few, so that they can be found in the logs of the instances. */
  private static String examples(List<String> refused) {
    return refused.isEmpty()
        ? ""
        : refused.stream().limit(MOST_EXAMPLES).collect(Collectors.joining("; ", " (", ")"));
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
   * Ends all faults and waits until every deadline has passed and everything is announced and read.
   *
   * @return since when it is quiet, µs; 0 if it did not become so
   */
  private static long quiet(SystemUnderTest system, List<String> problems) {
    try {
      heal(system);
      system.load().stop(true);
      system.topics().awaitRequestsCommitted(QUIET);
      Await.must("all locks have ended", QUIET, () -> system.redis().activeLocks() == 0);
      long drainedAt = Times.now();
      Await.must("the outbox is empty", QUIET, () -> system.redis().backlog() == 0);
      system.topics().awaitEnd(QUIET);
      long dead = system.topics().deadLetters();
      if (dead > 0) {
        problems.add(dead + " good requests are in a dead-letter topic");
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

  private static void heal(SystemUnderTest system) {
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
