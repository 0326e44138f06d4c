package io.seatlock.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script call with which the service locks one seat. It is captured at the service's Redis (with MONITOR) and then
 * repeated for other seats without the service. So the benchmark does not depend on how the call is built.
 */
public final class LockScript {

  /** Placeholder for the seat number. All numbers that replace it have as many digits. */
  private static final int SEAT_PLACEHOLDER = 10_000_000;

  private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

  private final List<String> arguments;

  private LockScript(List<String> arguments) {
    this.arguments = arguments;
  }

  /** Any command in which {@code 10000000} is the placeholder for the seat. */
  static LockScript of(String... arguments) {
    return new LockScript(List.of(arguments));
  }

  /** A plain SET NX PX, for comparison. */
  public static LockScript plainSet() {
    return of("SET", "plain:R0:" + SEAT_PLACEHOLDER, "1", "NX", "PX", "7200000");
  }

  public static LockScript capture(int service, int redis, String venue) {
    try (RedisConnection monitor = new RedisConnection(redis)) {
      // The first call may send the script's text (SCRIPT LOAD or EVAL), so it is not captured.
      Callers.atOnce(service, 1, 1, _ -> Requests.lock(venue, 1, "u1"));
      monitor.send(List.of(RedisConnection.command(List.of("MONITOR"))));
      CompletableFuture<Callers.Result> lock = CompletableFuture
          .supplyAsync(
              () -> Callers.atOnce(service, 1, 1, _ -> Requests.lock(venue, SEAT_PLACEHOLDER, "u" + SEAT_PLACEHOLDER)),
              Thread::startVirtualThread);
      String line;
      do {
        line = monitor.line();
      } while (!isCall(line));
      lock.join();
      return new LockScript(arguments(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCall(String line) {
    return line.contains(String.valueOf(SEAT_PLACEHOLDER)) && line.toLowerCase(Locale.ROOT).contains("\"evalsha\"");
  }

  static List<String> arguments(String line) {
    List<String> arguments = new ArrayList<>();
    ARGUMENT.matcher(line).results().forEach(word -> arguments.add(ESCAPE.matcher(word.group(1))
        .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)))));
    return arguments;
  }

  private static String unescaped(MatchResult escape) {
    String code = escape.group(1);
    return switch (code) {
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      case "a" -> "\u0007";
      case "b" -> "\b";
      default -> code.length() > 1 ? String.valueOf((char) Integer.parseInt(code, 1, code.length(), 16)) : code;
    };
  }

  /**
   * Locks free seats for some seconds over one connection.
   *
   * @return how many
   */
  public long run(int redis, int firstSeat, int pipelined, int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int seat = SEAT_PLACEHOLDER + firstSeat;
    try (RedisConnection line = new RedisConnection(redis)) {
      while (System.nanoTime() < end) {
        List<byte[]> commands = new ArrayList<>();
        for (int i = 0; i < pipelined; i++) {
          commands.add(command(++seat));
        }
        line.send(commands);
      }
      return (long) seat - SEAT_PLACEHOLDER - firstSeat;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] command(int seat) {
    String number = String.valueOf(seat);
    return RedisConnection
        .command(arguments.stream().map(word -> word.replace(String.valueOf(SEAT_PLACEHOLDER), number)).toList());
  }
}
