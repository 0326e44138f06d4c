package io.seatlock.benchmark.measure;

import io.seatlock.benchmark.setup.RunningContenders;
import java.util.List;

/** One thing that is measured, of several sides in turn. */
public interface Work {

  /** In {@code -Dbenchmark.works}, in the samples and in the names of charts. */
  String name();

  String title();

  /** How it is measured and what the columns mean. */
  String how();

  /** What the service should reach. */
  String goal();

  /** The most rounds that do not count; fewer if they no longer get better. */
  default int warmUps() {
    return 1;
  }

  /** What is measured, beginning with what the others are compared with. Starts what is needed. */
  List<Side> sides(RunningContenders runningContenders);
}
