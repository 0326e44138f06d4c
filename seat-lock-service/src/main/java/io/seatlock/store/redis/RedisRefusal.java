package io.seatlock.store.redis;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error messages with which Redis refuses commands, and what each means. The message of a refusal differs between
 * the failure of a whole call and of one command inside the script, and between Redis 6.2 and 7.
 */
enum RedisRefusal {

  READONLY("READONLY", "Redis is a replica now and accepts no changes"), MASTERDOWN("MASTERDOWN",
      "Redis is a replica that has lost its primary"), LOADING("LOADING", "Redis is still loading its data"), MISCONF(
          "MISCONF", "Redis can't save its data and refuses changes"), OUT_OF_MEMORY("OOM",
              "The memory of Redis is full (maxmemory)"), NO_REPLICAS("NOREPLICAS",
                  "Redis has fewer replicas than its min-replicas-to-write asks for"), CLUSTER_DOWN(
                      "CLUSTERDOWN|.*(?:command|write) while the cluster is down|.*when the cluster is down",
                      "The Redis Cluster does not serve this slot"), MOVING(
                          "TRYAGAIN|MOVED|ASK|(?:Lua s|S)cript attempted to access a non local key|.*[Tt]oo many .*redirections",
                          "The Redis Cluster is moving this slot"), BUSY("BUSY",
                              "Redis is busy with a long script"), WRONG_PASSWORD(
                                  "WRONGPASS|NOAUTH|AUTH <password> called|invalid (?:username-)?password",
                                  "Redis does not accept the user or the password (spring.data.redis.username, spring.data.redis.password)"), WRONG_DATABASE(
                                      "DB index is out of range|invalid DB index|SELECT is not allowed in cluster mode",
                                      "Redis has no such database (spring.data.redis.database)"), TOO_MANY_CLIENTS(
                                          "max number of clients",
                                          "Redis accepts no more connections (maxclients)"), PROTECTED("DENIED",
                                              "Redis accepts no connections from other machines (protected-mode)"), UNKNOWN_COMMAND(
                                                  "unknown command|Unknown Redis command",
                                                  "Redis does not know a command that the service needs; it is older than 6.2, or the command was renamed"), MISSING_RIGHT(
                                                      "NOPERM|ACL failure in script|The user executing the script",
                                                      "The user of the service may not do what it needs; give it the rights of docs/redis-users.acl");

  /** Prefix of the message: {@code ERR}, and the position in the script as Redis 6.2 writes it. */
  private static final String MESSAGE_PREFIX = "(?:-?ERR )?(?:Error running script .*?@user_script: ?\\d+: )?"
      + "(?:@user_script: ?\\d+: )?-?(?:ERR )?";

  /** Suffix of the message: the position in the script as Redis 7 writes it. */
  private static final Pattern SCRIPT_POSITION = Pattern.compile(",? script: [0-9a-f]+, on @user_script:\\d+\\.?$");

  private final Pattern pattern;

  private final String meaning;

  RedisRefusal(String messages, String meaning) {
    this.pattern = Pattern.compile(MESSAGE_PREFIX + "((?:" + messages + ")\\b.*)", Pattern.DOTALL);
    this.meaning = meaning;
  }

  /** The refusal with this message; empty if the message is not a known refusal. */
  static Optional<RedisRefusal> of(String message) {
    return Arrays.stream(values()).filter(refusal -> refusal.pattern.matcher(message).lookingAt()).findFirst();
  }

  /** The meaning, followed by Redis' own message without the position in the script. */
  String sentence(String message) {
    Matcher matcher = pattern.matcher(message);
    return meaning + ": " + withoutScriptPosition(matcher.lookingAt() ? matcher.group(1) : message);
  }

  static String withoutScriptPosition(String message) {
    return SCRIPT_POSITION.matcher(message.strip()).replaceFirst("");
  }

  /**
   * Whether the server is a replica, so that another server may be the primary now, which only a new connection would
   * find.
   */
  boolean isFromReplica() {
    return this == READONLY || this == MASTERDOWN;
  }
}
