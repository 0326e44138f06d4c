package io.seatlock.embedded;

import java.util.List;

/** The text of redis.conf. */
final class RedisConf {

  private RedisConf() {}

  /**
   * Redis runs as a daemon ({@code daemonize}), because this takes it out of our process group on every operating
   * system. Ctrl-C in a terminal signals the whole group, and a Redis that ended before the service would not get the
   * service's last writes.
   */
  static String text(RedisFolder folder, int port, RedisSettings settings) {
    List<String> lines = List.of(
        "port " + port,
        // The "-" lets Redis start where there is no ::1.
        "bind 127.0.0.1 -::1",
        "protected-mode yes",
        "daemonize yes",
        "dir " + quoted(folder.path().toString()),
        "pidfile " + quoted(folder.pidFile().toString()),
        "logfile " + quoted(folder.log().toString()),
        "save \"\"",
        "appendonly " + (settings.persistent ? "yes" : "no"),
        "appendfsync everysec",
        // RedisProcess repairs a file that is cut off.
        "aof-load-truncated no",
        "maxmemory-policy noeviction",
        "notify-keyspace-events Ex");
    return String.join("\n", lines) + "\n" + String.join("\n", settings.extraLines) + "\n";
  }

  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
