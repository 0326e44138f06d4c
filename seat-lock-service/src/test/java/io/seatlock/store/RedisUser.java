package io.seatlock.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The users that docs/redis-users.acl gives to the operator, with the passwords that stand there. */
public enum RedisUser {
  SERVICE("seatlock"), CHECK("seatlock-check");

  public static final Path FILE = Path.of("..", "docs", "redis-users.acl").toAbsolutePath().normalize();

  private static final Pattern PASSWORD = Pattern.compile(" >(\\S+)");

  private static final Pattern COMMAND = Pattern.compile(" \\+(\\S+)");

  private final String username;

  RedisUser(String username) {
    this.username = username;
  }

  /** For redis.conf: all but the one that would keep the tests themselves out. */
  public static String[] lines() {
    return all().stream().filter(line -> !line.startsWith("user default ")).toArray(String[]::new);
  }

  /** The same users for an installation with a key prefix, as docs/redis.md says; their names begin with it, too. */
  public static String[] lines(String keyPrefix) {
    return Stream.of(lines()).map(line -> line.replace("user ", "user " + keyPrefix)
        .replace("~seats:* ~seatlock:* ~seat-* ~{p*}:seat*", "~" + keyPrefix + "*")).toArray(String[]::new);
  }

  private static List<String> all() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() {
    return all().stream().filter(line -> line.startsWith("user " + username + " ")).findFirst().orElseThrow();
  }

  public String username() {
    return username;
  }

  public String password() {
    return PASSWORD.matcher(line()).results().map(result -> result.group(1)).findFirst().orElseThrow();
  }

  /** Names of what it may do, without the plus. */
  public Set<String> commands() {
    return new TreeSet<>(COMMAND.matcher(line()).results().map((MatchResult result) -> result.group(1)).toList());
  }
}
