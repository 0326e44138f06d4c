package io.seatlock.benchmark.measure;

import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.setup.Cpu;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names that figures have in all works. */
public final class Figures {

  public static final String PER_SECOND = "requests/s";

  private Figures() {}

  public static Map<String, Double> of(Wrk.Result result, Map<String, Long> micros) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(PER_SECOND, result.perSecond());
    figures.put("p50 ms", result.p50());
    figures.put("p99 ms", result.p99());
    figures.put("refused", (double) result.refused());
    putProcessorTime(figures, micros, result.requests());
    return figures;
  }

  /** For each process the µs for each request. */
  private static void putProcessorTime(Map<String, Double> figures, Map<String, Long> micros, long requests) {
    micros.forEach((process, used) -> figures.put(process + " µs", (double) used / Math.max(1, requests)));
  }

  /** What the processes have used for each request since then. */
  public static void putProcessorTime(Map<String, Double> figures, Cpu before, Map<String, Long> pids, long requests) {
    putProcessorTime(figures, Cpu.of(pids).since(before), requests);
  }
}
