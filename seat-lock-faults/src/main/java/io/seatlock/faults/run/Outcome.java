package io.seatlock.faults.run;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of a schedule.
 *
 * @param took duration, including start and check
 * @param kills SIGKILLs of services
 * @param statuses number of answers by HTTP status
 * @param recoveries time from the end of each fault to the first grant of a call that was sent after it, ms
 * @param figures what the steps measured
 * @param problems why the schedule failed; empty if it did not
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
