package io.seatlock.faults.schedule;

import io.seatlock.embedded.KafkaProcess;
import io.seatlock.faults.load.Micros;
import io.seatlock.faults.proof.Checker;
import io.seatlock.faults.proof.Circumstances;
import io.seatlock.faults.proof.Findings;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.Folders;
import io.seatlock.faults.rig.Proxy;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.rig.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs one schedule after the other. */
public final class Director {

  /** Longer than any lock that the load takes, with air for a busy machine. */
  private static final Duration QUIET = Duration.ofMinutes(3);

  private static final int MOST_EXAMPLES = 5;

  private final ServiceCode code;

  private final Path folder;

  private final boolean bounded;

  private final Consumer<String> progress;

  /**
   * @param folder for what the services say; kept
   * @param bounded whether a figure beyond its bound counts as broken
   * @param progress gets a line for each step
   */
  public Director(ServiceCode code, Path folder, boolean bounded, Consumer<String> progress) {
    this.code = code;
    this.bounded = bounded;
    this.folder = folder;
    this.progress = progress;
  }

  public Outcome run(Schedule schedule) {
    long since = System.nanoTime();
    try (Stage stage = new Stage(schedule, code, Folders.empty(folder.resolve(schedule.name())))) {
      perform(schedule, stage);
      return judge(schedule, stage, since);
    }
  }

  /** A step that takes its time delays those behind it, so that they do not come all at once. */
  private void perform(Schedule schedule, Stage stage) {
    long before = 0;
    for (Step step : schedule.steps()) {
      Await.sleep(Duration.ofMillis(step.at() - before));
      before = step.at();
      progress.accept("%s %s  (%,d operations)".formatted(schedule.name(), step, stage.pulse().calls()));
      try {
        step.act().on(stage);
      } catch (Exception e) {
        stage.notes().problem("the step \"" + step.what() + "\" failed: " + e);
      }
    }
  }

  private Outcome judge(Schedule schedule, Stage stage, long since) {
    List<String> problems = new ArrayList<>();
    boundRefusals(stage);
    long drainedAt = quiet(stage, problems);
    Findings findings = Checker.check(stage.history(), stage.topics().events(),
        new Circumstances(stage.failOvers(), schedule.ground().isSafe(), drainedAt));
    if (drainedAt == 0) {
      problems.add("it did not become quiet, so what seems lost may only be late: " + findings.counts());
    } else {
      compare(schedule, stage, findings, problems);
    }
    problems.addAll(stage.notes().problems());
    if (bounded) {
      problems.addAll(stage.notes().missed());
    }
    return new Outcome(schedule, Duration.ofNanos(System.nanoTime() - since), findings, stage.pulse().outcomes(),
        stage.kills(),
        stage.pulse().slowestMillis(), stage.pulse().recoveriesMillis(), stage.notes().figures(), problems);
  }

  private static void boundRefusals(Stage stage) {
    stage.pulse().endCountOfRefusals();
    List<String> refused = stage.pulse().refusedInHealth();
    if (stage.pulse().callsInHealth() > 0) {
      stage.notes().bound(refused.isEmpty(), "%,d of %,d calls refused while nothing was broken%s".formatted(
          refused.size(), stage.pulse().callsInHealth(), examples(refused)));
    }
  }

  /** The first few, so that they can be found in the logs of the instances. */
  private static String examples(List<String> refused) {
    return refused.isEmpty()
        ? ""
        : refused.stream().limit(MOST_EXAMPLES).collect(Collectors.joining("; ", " (", ")"));
  }

  private void compare(Schedule schedule, Stage stage, Findings findings, List<String> problems) {
    if (!findings.isClean()) {
      problems.add(findings.toString());
    }
    List<String> unanswered = schedule.mayLose() ? List.of() : stage.load().unanswered(stage.topics());
    if (!unanswered.isEmpty()) {
      problems.add(unanswered.size() + " requests over Kafka were never answered, such as " + unanswered.getFirst());
    }
    stage.booksCheck(code).ifPresent(problems::add);
  }

  /**
   * Ends all faults and waits until every deadline has passed and everything is announced and read.
   *
   * @return since when it is quiet, µs; 0 if it did not become so
   */
  private static long quiet(Stage stage, List<String> problems) {
    try {
      heal(stage);
      stage.load().stop(true);
      stage.topics().awaitRequestsServed(QUIET);
      Await.must("all locks have ended", QUIET, () -> stage.alive() == 0);
      long drainedAt = Micros.now();
      Await.must("the outbox is empty", QUIET, () -> stage.backlog() == 0);
      stage.topics().awaitEnd(QUIET);
      long dead = stage.topics().deadLetters();
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

  private static void heal(Stage stage) {
    stage.links().each(link -> {
      link.setDelay(Duration.ZERO);
      link.set(Proxy.Mode.PASS);
    });
    KafkaProcess kafka = stage.kafka();
    if (kafka.isRunning()) {
      kafka.resume();
    } else {
      kafka.restart();
    }
    stage.services().forEach(ServiceProcess::resume);
    stage.services().stream().filter(service -> !service.isAlive()).forEach(ServiceProcess::restart);
    stage.services().forEach(ServiceProcess::awaitReady);
  }
}
