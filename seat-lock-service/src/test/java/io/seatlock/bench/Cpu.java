package io.seatlock.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The processor time that processes have used since this was made. */
final class Cpu {

  private final List<Measured> processes;

  /** @param pids by name */
  Cpu(Map<String, Long> pids) {
    processes = pids.entrySet().stream()
        .map(each -> new Measured(each.getKey(), each.getValue(), used(each.getValue()))).toList();
  }

  /** @param before what it had used when this was made */
  private record Measured(String name, long pid, Duration before) {}

  private static Duration used(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return processes.stream().map(
        process -> String.format("%s %.2f s", process.name(),
            used(process.pid()).minus(process.before()).toMillis() / 1e3))
        .collect(Collectors.joining(", "));
  }
}
