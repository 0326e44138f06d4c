package io.seatlock.store.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings and state of a primary of Redis. Only {@code INFO} is used, since managed Redis services forbid
 * {@code CONFIG}.
 *
 * @param address host and port
 */
public record ServerInfo(String address, Map<String, String> fields) {

  public static ServerInfo parse(String address, String info) {
    return new ServerInfo(address, info.lines().filter(line -> line.indexOf(':') > 0).collect(Collectors
        .toMap(line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1).strip(),
            (first, _) -> first)));
  }

  public String get(String field) {
    return fields.getOrDefault(field, "unknown");
  }

  public String version() {
    return get("redis_version");
  }

  /** Whether it has all commands that the service uses; what is no number is taken for new. */
  public boolean isTooOld() {
    String[] parts = version().split("\\.");
    try {
      int major = Integer.parseInt(parts[0]);
      return major < 6 || (major == 6 && Integer.parseInt(parts[1]) < 2);
    } catch (RuntimeException noNumber) {
      return false;
    }
  }

  public String maxmemoryPolicy() {
    return get("maxmemory_policy");
  }

  /** As in redis.conf: yes or no. */
  public String appendonly() {
    return switch (get("aof_enabled")) {
      case "1" -> "yes";
      case "0" -> "no";
      default -> "unknown";
    };
  }

  public boolean isCluster() {
    return get("redis_mode").equals("cluster");
  }

  /** Replicas that follow now. */
  public long replicasOnline() {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().matches("slave\\d+") && field.getValue().contains("state=online")).count();
  }
}
