package io.seatlock.benchmark.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running contender and the servers that it alone uses.
 *
 * @param redis the port of its Redis; 0 if it has none or it is not needed
 * @param pids of its processes, by their names in the report
 * @param sale prepares the seats of a venue
 */
public record RunningContender(String name, int port, int redis, Map<String, Long> pids, Sale sale,
    List<AutoCloseable> parts)
    implements AutoCloseable {

  static final String REPLICA = "Redis replica";

  /** The columns of the report. */
  private static final List<String> SERVERS = List.of("Redis", REPLICA, "PostgreSQL", "Kafka");

  /** The JVM first, then its servers, in the order of the report. */
  static Map<String, Long> pids(long jvm, Map<String, Long> servers) {
    if (!SERVERS.containsAll(servers.keySet())) {
      throw new IllegalArgumentException("the report has columns for " + SERVERS + " only: " + servers.keySet());
    }
    Map<String, Long> pids = new LinkedHashMap<>(Map.of("JVM", jvm));
    SERVERS.stream().filter(servers::containsKey).forEach(name -> pids.put(name, servers.get(name)));
    return pids;
  }

  /** Creates the seats 1 to {@code seats} of a venue, where a design needs that. */
  @FunctionalInterface
  public interface Sale {

    void open(String venue, int seats);
  }

  /** Ends the program only; its servers keep running until {@link #close}. */
  public void endProgram() {
    CloseAtExit.close(parts.getFirst());
  }

  /** Closes all parts in the order of the list. */
  @Override
  public void close() {
    parts.forEach(CloseAtExit::close);
  }
}
