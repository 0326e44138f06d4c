package io.seatlock.benchmark.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contender that runs, with the servers that only it uses.
 *
 * @param redis the port of its Redis; 0 without one
 * @param pids of its processes, by what they are called in the report
 * @param sale makes sure that seats can be sold at a venue
 */
public record Running(String name, int port, int redis, Map<String, Long> pids, Sale sale, List<AutoCloseable> parts)
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

  /** Makes seats 1 to a number exist, where a design needs that. */
  @FunctionalInterface
  public interface Sale {

    void open(String venue, int seats);
  }

  /** Its servers stay until it is closed. */
  public void endProgram() {
    CloseAtExit.close(parts.getFirst());
  }

  /** In this order. */
  @Override
  public void close() {
    parts.forEach(CloseAtExit::close);
  }
}
