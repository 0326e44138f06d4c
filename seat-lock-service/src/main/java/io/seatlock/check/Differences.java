package io.seatlock.check;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The differences of one check, each reported once. */
final class Differences {

  private final Consumer<Difference> report;

  private final Set<Difference> reported = new HashSet<>();

  private long left;

  private long repaired;

  Differences(Consumer<Difference> report) {
    this.report = report;
  }

  void add(Difference difference) {
    if (reported.add(difference)) {
      left += difference.repaired() ? 0 : 1;
      repaired += difference.repaired() ? 1 : 0;
      report.accept(difference);
    }
  }

  void add(Difference.Kind kind, String where, String key, String found, String wanted) {
    add(Difference.of(kind, where, key, found, wanted, false));
  }

  long left() {
    return left;
  }

  long repaired() {
    return repaired;
  }
}
