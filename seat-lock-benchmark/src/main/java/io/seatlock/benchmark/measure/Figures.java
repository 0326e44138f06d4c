package io.seatlock.benchmark.measure;

import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.setup.Cpu;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures that several works have in common, under the same names. */
public final class Figures {

  public static final String PER_SECOND = "requests/s";

  public static final String REFUSED = "refused";

  private Figures() {}

  public static Map<String, Double> of(Wrk.Result result, Map<String, Long> micros) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(PER_SECOND, result.perSecond());
    figures.put("p50 ms", result.p50());
    figures.put("p99 ms", result.p99());
    figures.put(REFUSED, (double) result.refused());
    putProcessorTime(figures, micros, result.requests());
    return figures;
  }

  /** Adds the processor time of each process in µs per request. */
  private static void putProcessorTime(Map<String, Double> figures, Map<String, Long> micros, long requests) {
    micros.forEach((process, used) -> figures.put(process + " µs", (double) used / Math.max(1, requests)));
  }

  /** Adds the processor time that each process has used since {@code before}, in µs per request. */
  public static void putProcessorTime(Map<String, Double> figures, Cpu before, Map<String, Long> pids, long requests) {
    putProcessorTime(figures, Cpu.of(pids).since(before), requests);
  }
}
