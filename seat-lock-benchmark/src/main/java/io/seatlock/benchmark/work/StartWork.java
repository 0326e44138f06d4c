package io.seatlock.benchmark.work;

import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import io.seatlock.benchmark.setup.UnpackedService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The time from the command to the first successful readiness check. */
record StartWork(Service service) implements Work {

  private static final String SECONDS = "s";

  private static final double MILLIS = 1000;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "Start";
  }

  @Override
  public String how() {
    return "From the command to the first 200 of `/actuator/health/readiness`, with Redis and Kafka running: the jar as it "
        + "is, and unpacked with an AOT cache ([how to build it](operations.md#a-faster-start)).";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("at most 3 s with the cache", 3, " s",
        results -> List.of(results.spread(UnpackedService.NAME, SECONDS).median())));
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    return Stream.of(service, UnpackedService.build(service, runningContenders.environment()))
        .map(each -> new Side(each.name(),
            _ -> Map.of(SECONDS, each.timeToStart(runningContenders.environment()).toMillis() / MILLIS)))
        .toList();
  }
}
