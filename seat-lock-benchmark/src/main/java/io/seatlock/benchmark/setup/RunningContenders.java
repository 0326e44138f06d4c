package io.seatlock.benchmark.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The contenders that run now. Those that a work has used stay for the next one, warm as they are. */
public final class RunningContenders implements AutoCloseable {

  private final Environment environment;

  private final Consumer<String> progress;

  private final Map<String, Running> running = new LinkedHashMap<>();

  public RunningContenders(Environment environment, Consumer<String> progress) {
    this.environment = environment;
    this.progress = progress;
  }

  public Environment environment() {
    return environment;
  }

  /** Starts it if it does not run yet. */
  public Running running(Contender contender) {
    Running known = running.get(contender.name());
    if (known == null) {
      progress.accept("starting " + contender.name());
      known = contender.start(environment);
      running.put(contender.name(), known);
    }
    return known;
  }

  /** Ends it with the others. */
  public void keep(Running started) {
    running.put(started.name(), started);
  }

  /** Ends all, for a work that wants the machine for itself. */
  public void clear() {
    List.copyOf(running.values()).reversed().forEach(Running::close);
    running.clear();
  }

  @Override
  public void close() {
    clear();
  }
}
