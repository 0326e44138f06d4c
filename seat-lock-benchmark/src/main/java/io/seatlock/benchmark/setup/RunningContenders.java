package io.seatlock.benchmark.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The contenders that are running. They stay running, and warmed up, for the next work. */
public final class RunningContenders implements AutoCloseable {

  private final Environment environment;

  private final Consumer<String> progress;

  private final Map<String, RunningContender> running = new LinkedHashMap<>();

  public RunningContenders(Environment environment, Consumer<String> progress) {
    this.environment = environment;
    this.progress = progress;
  }

  public Environment environment() {
    return environment;
  }

  /** Returns the running contender; starts it if it does not run yet. */
  public RunningContender running(Contender contender) {
    RunningContender known = running.get(contender.name());
    if (known == null) {
      progress.accept("starting " + contender.name());
      known = contender.start(environment);
      running.put(contender.name(), known);
    }
    return known;
  }

  /** Adds a contender that was started elsewhere, so that it is ended with the others. */
  public void keep(RunningContender started) {
    running.put(started.name(), started);
  }

  /** Ends all, for a work during which no other contender may run. */
  public void clear() {
    List.copyOf(running.values()).reversed().forEach(RunningContender::close);
    running.clear();
  }

  @Override
  public void close() {
    clear();
  }
}
