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
 * The call with which the service locks one seat, overheard at its Redis (MONITOR) and then repeated for other seats
 * without the service. So the benchmark need not know how the call is built.
 */
public final class LockScript {

  /** As long as all that are put into its place. */
  private static final int SEAT = 10_000_000;

  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

  private final List<String> words;

  private LockScript(List<String> words) {
    this.words = words;
  }

  /** Any command in which {@code 10000000} stands for a seat. */
  static LockScript of(String... words) {
    return new LockScript(List.of(words));
  }

  /** A plain SET NX PX, for comparison. */
  public static LockScript plainSet() {
    return of("SET", "plain:R0:" + SEAT, "1", "NX", "PX", "7200000");
  }

  public static LockScript overhear(int service, int redis, String venue) {
    try (RedisLine monitor = new RedisLine(redis)) {
      // Redis may need the text of the script the first time.
      Callers.atOnce(service, 1, 1, _ -> Requests.lock(venue, 1, "u1"));
      monitor.send(List.of(RedisLine.command(List.of("MONITOR"))));
      CompletableFuture<Callers.Result> lock = CompletableFuture
          .supplyAsync(() -> Callers.atOnce(service, 1, 1, _ -> Requests.lock(venue, SEAT, "u" + SEAT)));
      String line;
      do {
        line = monitor.line();
      } while (!isCall(line));
      lock.join();
      return new LockScript(words(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCall(String line) {
    return line.contains(String.valueOf(SEAT)) && line.toLowerCase(Locale.ROOT).contains("\"evalsha\"");
  }

  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line).results().forEach(word -> words.add(ESCAPE.matcher(word.group(1))
        .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)))));
    return words;
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

  /** Locks seats that nobody has locked, for some seconds over one connection; how many it were. */
  public long run(int redis, int firstSeat, int pipelined, int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int seat = SEAT + firstSeat;
    try (RedisLine line = new RedisLine(redis)) {
      while (System.nanoTime() < end) {
        List<byte[]> commands = new ArrayList<>();
        for (int i = 0; i < pipelined; i++) {
          commands.add(command(++seat));
        }
        line.send(commands);
      }
      return (long) seat - SEAT - firstSeat;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] command(int seat) {
    String number = String.valueOf(seat);
    return RedisLine.command(words.stream().map(word -> word.replace(String.valueOf(SEAT), number)).toList());
  }
}
