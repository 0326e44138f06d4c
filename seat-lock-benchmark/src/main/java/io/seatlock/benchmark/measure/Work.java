package io.seatlock.benchmark.measure;

import io.seatlock.benchmark.setup.RunningContenders;
import java.util.List;

/** A benchmark, which measures several sides in turn. */
public interface Work {

  /** The name in {@code -Dbenchmark.works}, in the samples and in the file names of charts. */
  String name();

  String title();

  /** How it is measured and what the columns mean. */
  String how();

  /** What the service should reach; none if the work is measured only for comparison. */
  List<Goal> goals();

  /** Maximal number of warm-up rounds. The warm-up ends earlier when the rounds no longer improve. */
  default int warmUps() {
    return 1;
  }

  /** Starts the needed programs and returns the sides. The first one is that with which the others are compared. */
  List<Side> sides(RunningContenders runningContenders);
}
