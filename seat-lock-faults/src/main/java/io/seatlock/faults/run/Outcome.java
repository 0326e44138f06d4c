package io.seatlock.faults.run;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a schedule went.
 *
 * @param took with starting and checking
 * @param kills SIGKILLs of services
 * @param statuses of all answers and how often
 * @param recoveries from each repair to the first grant that was asked for after it, ms
 * @param figures what the steps measured
 * @param problems what went wrong; empty if nothing did
 */
public record Outcome(Schedule schedule, Duration took, Findings findings, Map<String, Long> statuses,
    long kills, long slowestAnswer, List<Long> recoveries, List<String> figures, List<String> problems) {

  public boolean isClean() {
    return problems.isEmpty();
  }

  public long worstRecovery() {
    return recoveries.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
