package io.seatlock.store.health;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The current problems that prevent the store, or some of its partitions, from serving. Each source reports when its
 * problems begin and end. A problem is logged once when it begins and once when it ends, for any number of partitions
 * and callers. Health and readiness show it meanwhile.
 */
public final class StoreStatus {

  /** How much of the store can serve. */
  enum Serving {
    ALL, SOME, NONE
  }

  private static final Logger log = LoggerFactory.getLogger(StoreStatus.class);

  /** The source of problems with the store's identity, which only an operator can end. */
  public static final String IDENTITY = "identity";

  /** Number that stands for all partitions together. */
  private static final int ALL = -1;

  private final int partitions;

  /** The message of each problem. */
  private final Map<Origin, String> problems = new ConcurrentHashMap<>();

  /** @param partitions how many the store has */
  public StoreStatus(int partitions) {
    this.partitions = partitions;
  }

  /** Reports a problem of the whole store. Cheap if the problem is known already. */
  public void begin(String source, String sentence) {
    begin(source, ALL, sentence);
  }

  /**
   * Reports a problem of one partition. Cheap if the problem is known already. A new message replaces the previous one
   * of the same source and partition.
   */
  public void begin(String source, int partition, String sentence) {
    Origin origin = new Origin(source, partition);
    if (!sentence.equals(problems.get(origin))) {
      change(origin, () -> problems.put(origin, sentence));
    }
  }

  /** Ends the problem of the whole store that this source has reported, if there is one. */
  public void end(String source) {
    end(source, ALL);
  }

  /** Ends the problem of one partition that this source has reported, if there is one. */
  public void end(String source, int partition) {
    Origin origin = new Origin(source, partition);
    if (problems.containsKey(origin)) {
      change(origin, () -> problems.remove(origin));
    }
  }

  private synchronized void change(Origin origin, Runnable change) {
    Set<Problem> before = distinct();
    change.run();
    Set<Problem> now = distinct();
    now.stream().filter(problem -> !before.contains(problem))
        .forEach(problem -> log.atLevel(problem.level()).log("{}{}", problem.sentence(),
            isOfOnePartition(origin) ? " (first seen in " + origin + ")" : ""));
    before.stream().filter(problem -> !now.contains(problem))
        .forEach(over -> log.info("No longer so: {}", over.sentence()));
  }

  private boolean isOfOnePartition(Origin origin) {
    return origin.partition() != ALL && partitions > 1;
  }

  private Set<Problem> distinct() {
    return problems.entrySet().stream().map(known -> new Problem(known.getKey().source(), known.getValue()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** One sentence for each problem, with the affected partitions unless all are affected. */
  public List<String> reasons() {
    return distinct().stream().map(problem -> problem.sentence() + affected(problem)).sorted().toList();
  }

  private String affected(Problem problem) {
    Set<Integer> some = problems.entrySet().stream()
        .filter(known -> known.getKey().source().equals(problem.source())
            && known.getValue().equals(problem.sentence()))
        .map(known -> known.getKey().partition()).collect(Collectors.toCollection(TreeSet::new));
    return areAll(some) || some.isEmpty()
        ? ""
        : some.stream().map(String::valueOf).collect(Collectors.joining(", ", " (partitions ", ")"));
  }

  Serving serving() {
    Set<Integer> affected = problems.keySet().stream().map(Origin::partition).collect(Collectors.toSet());
    if (affected.isEmpty()) {
      return Serving.ALL;
    }
    return areAll(affected) ? Serving.NONE : Serving.SOME;
  }

  private boolean areAll(Set<Integer> affected) {
    return affected.contains(ALL) || affected.size() >= partitions;
  }

  private record Problem(String source, String sentence) {

    /** ERROR for problems that only an operator can end; others may end by themselves. */
    Level level() {
      return source.equals(IDENTITY) ? Level.ERROR : Level.WARN;
    }
  }

  private record Origin(String source, int partition) {

    @Override
    public String toString() {
      return "partition " + partition;
    }
  }
}
