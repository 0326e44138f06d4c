package io.seatlock.benchmark.work.manylocks;

import io.seatlock.benchmark.load.Events;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Many locks that expire together. Time-outs are in whole seconds, so through the public endpoint the deadlines can
 * only be brought within one second.
 *
 * @param contenders by the prefix of their topics
 */
public record BurstWork(Map<String, Contender> contenders) implements Work {

  private static final int LOCKS = 50_000;

  /** From the first lock to the first deadline. */
  private static final Duration LEAD_TIME = Duration.ofSeconds(12);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String title() {
    return "Burst: 50,000 deadlines within one second";
  }

  @Override
  public String how() {
    return ("%,d seats of one venue, locked in groups of %d so that all deadlines lie within one second. A lock that is "
        + "not announced within %d s counts with that time.")
        .formatted(LOCKS, GroupedLocks.GROUP, PATIENCE.toSeconds());
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("all events are out within 5 s", 5_000, " ms",
        results -> List.of(results.spread(Service.NAME, Expiries.LAST).median())),
        Goal.never("every end is announced", Service.NAME, Expiries.MISSING),
        Goal.never("none too early", Service.NAME, Expiries.EARLY));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    String kafka = runningContenders.environment().kafka().bootstrapServers();
    return contenders.entrySet().stream().map(entry -> {
      RunningContender running = runningContenders.running(entry.getValue());
      return new Side(running.name(), label -> round(running, entry.getKey(), kafka, "burst-" + label));
    }).toList();
  }

  private static Map<String, Double> round(RunningContender running, String prefix, String kafka, String venue) {
    Expiries expiries = new Expiries();
    try (Events events = new Events(kafka, venue, List.of(prefix + "seat.unlocked"))) {
      Instant end = Instant.now().plus(LEAD_TIME);
      List<String> answers = GroupedLocks.answers(running, venue, LOCKS, () -> secondsUntil(end));
      for (int group = 0; group < answers.size(); group++) {
        expiries.expect(answers.get(group), GroupedLocks.keys(venue, group));
      }
      return expiries.observe(events, PATIENCE);
    }
  }

  /** Rounded up. */
  private static int secondsUntil(Instant end) {
    return (int) Math.max(1, Duration.between(Instant.now(), end).toSeconds() + 1);
  }
}
