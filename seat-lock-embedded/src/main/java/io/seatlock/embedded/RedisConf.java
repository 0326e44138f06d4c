package io.seatlock.embedded;

import java.util.List;

/** The text of redis.conf. */
final class RedisConf {

  private RedisConf() {}

  /**
   * Redis puts itself into the background ({@code daemonize}), because so it leaves our process group
   * on every operating system: Ctrl-C in a terminal reaches the whole group, and a Redis that ended
   * before the service that uses it could not take its last writes.
   */
  static String text(RedisFolder folder, int port, RedisSettings settings) {
    List<String> lines = List.of(
        "port " + port,
        // The second one only where it exists.
        "bind 127.0.0.1 -::1",
        "protected-mode yes",
        "daemonize yes",
        "dir " + quoted(folder.path().toString()),
        "pidfile " + quoted(folder.pidFile().toString()),
        "logfile " + quoted(folder.log().toString()),
        "save \"\"",
        "appendonly " + (settings.persistent ? "yes" : "no"),
        "appendfsync everysec",
        "maxmemory-policy noeviction",
        "notify-keyspace-events Ex");
    return String.join("\n", lines) + "\n" + String.join("\n", settings.extraLines) + "\n";
  }

  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
