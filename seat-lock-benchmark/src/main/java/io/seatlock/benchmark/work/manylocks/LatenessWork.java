package io.seatlock.benchmark.work.manylocks;

import io.seatlock.benchmark.load.Callers;
import io.seatlock.benchmark.load.Events;
import io.seatlock.benchmark.load.Requests;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Contenders;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The time from a lock's deadline until a consumer has its event, with a growing number of other locks. */
public record LatenessWork(Service service) implements Work {

  private static final int LOCKS = 1_000;

  private static final int TIMEOUT_SECONDS = 2;

  private static final int CONNECTIONS = 64;

  private static final int PER_VENUE = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final List<Integer> OTHERS_OF_SERVICE = List.of(0, 10_000, 100_000, 1_000_000);

  private static final List<Integer> OTHERS_OF_PLAIN = List.of(0, 100_000);

  @Override
  public String name() {
    return "lateness";
  }

  @Override
  public String title() {
    return "From the deadline to the record in Kafka";
  }

  @Override
  public String how() {
    return ("%,d locks of %d s, while nothing else is asked, beside other locks that live on; for each number a Redis of "
        + "its own. A lock that is not announced within %d s counts with that time.")
        .formatted(LOCKS, TIMEOUT_SECONDS, PATIENCE.toSeconds());
  }

  @Override
  public List<Goal> goals() {
    return List
        .of(Goal.atMost("p99 at most 50 ms up to 1,000,000 other locks", 50, " ms",
            results -> OTHERS_OF_SERVICE.stream()
                .map(others -> results.spread(named(service, others), Expiries.P99).median()).toList()),
            Goal.never("every end is announced", service.name(), Expiries.MISSING),
            Goal.never("none too early", service.name(), Expiries.EARLY));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    List<Side> sides = new ArrayList<>();
    OTHERS_OF_SERVICE.forEach(others -> sides.add(side(runningContenders, "",
        service.with(named(service, others)), others)));
    OTHERS_OF_PLAIN.forEach(others -> sides
        .add(side(runningContenders, "plain.", Contenders.plain(named(Contenders.PLAIN, others)), others)));
    return sides;
  }

  private static String named(Contender contender, int others) {
    return "%s, %,d others".formatted(contender.name(), others);
  }

  private static Side side(RunningContenders runningContenders, String prefix, Contender contender, int others) {
    RunningContender running = runningContenders.running(contender);
    for (int locked = 0; locked < others; locked += PER_VENUE) {
      GroupedLocks.lock(running, "others-" + locked / PER_VENUE, Math.min(PER_VENUE, others - locked));
    }
    String kafka = runningContenders.environment().kafka().bootstrapServers();
    return new Side(running.name(), label -> round(running, prefix, kafka, others + "-" + label));
  }

  private static Map<String, Double> round(RunningContender running, String prefix, String kafka, String label) {
    String venue = "late-" + label;
    Expiries expiries = new Expiries();
    try (Events events = new Events(kafka, venue, List.of(prefix + "seat.unlocked"))) {
      List<String> answers = Callers.answers(running.port(), CONNECTIONS, LOCKS,
          i -> Requests.lock(venue, i + 1, "u" + i, TIMEOUT_SECONDS));
      for (int i = 0; i < LOCKS; i++) {
        expiries.expect(answers.get(i), List.of(GroupedLocks.key(venue, i + 1)));
      }
      return expiries.observe(events, PATIENCE);
    }
  }
}
