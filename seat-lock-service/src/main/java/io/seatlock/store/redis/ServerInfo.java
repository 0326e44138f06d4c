package io.seatlock.store.redis;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings and state of a primary of Redis. Only {@code INFO} is used, since managed Redis services forbid {@code
 * CONFIG}.
 *
 * @param address host and port; {@code Redis} if Sentinel chooses the server
 * @param fields of the reply to {@code INFO}, by name
 */
public record ServerInfo(String address, Map<String, String> fields) {

  /** The first patched version of each release line. Versions of other lines, e.g. 7.0, are not reported. */
  private static final List<String> FIRST_PATCHED = List.of("6.2.20", "7.2.11", "7.4.6", "8.0.4", "8.2.2");

  public static ServerInfo parse(String address, String info) {
    return new ServerInfo(address, info.lines().filter(line -> line.indexOf(':') > 0).collect(Collectors
        .toMap(line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1).strip(),
            (first, _) -> first)));
  }

  /** The value as text; {@code unknown} if the server does not report the field. */
  public String get(String field) {
    return fields.getOrDefault(field, "unknown");
  }

  public String version() {
    return get("redis_version");
  }

  /** Whether this version lacks commands that the service uses. A version that can't be parsed counts as new enough. */
  public boolean isTooOld() {
    String[] parts = version().split("\\.");
    try {
      int major = Integer.parseInt(parts[0]);
      return major < 6 || (major == 6 && Integer.parseInt(parts[1]) < 2);
    } catch (RuntimeException noNumber) {
      return false;
    }
  }

  /**
   * Whether this version of Redis has a known Lua vulnerability by which a user who may run scripts can execute code on
   * the server (CVE-2025-49844, and those fixed together with it). Forks such as Valkey have their own version numbers
   * and are not reported.
   */
  public boolean hasKnownVulnerability() {
    return get("server_name").equals("unknown") && FIRST_PATCHED.stream().anyMatch(this::isBelow);
  }

  /** Whether the service reaches the server over loopback, as the Redis inside the standalone program. */
  public boolean isOnLoopback() {
    return address.matches("(localhost|127\\.[0-9.]+|\\[?::1]?):\\d+");
  }

  private boolean isBelow(String safe) {
    int dot = safe.lastIndexOf('.');
    String line = safe.substring(0, dot + 1);
    String patch = version().startsWith(line) ? version().substring(line.length()) : "";
    return patch.matches("\\d{1,4}") && Integer.parseInt(patch) < Integer.parseInt(safe.substring(dot + 1));
  }

  public String maxmemoryPolicy() {
    return get("maxmemory_policy");
  }

  /** {@code yes} or {@code no} as in redis.conf, or {@code unknown}. */
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

  /** Number of replicas in the state {@code online}. */
  public long replicasOnline() {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().matches("slave\\d+") && field.getValue().contains("state=online")).count();
  }
}
