package io.seatlock.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk on the same machine: as many requests as its connections allow, each one as soon as the last is answered.
 *
 * @param connections all from one thread
 */
public record Wrk(Path folder, int connections, int seconds) {

  private static final String EACH_A_SEAT = """
      local n = 0
      function request()
        n = n + 1
        return wrk.format('POST', '/locks', {['Content-Type'] = 'application/json'%s}, string.format(
          '{"venueId":"%s","row":"R%%d","seat":"%%d","userId":"u%%d","timeoutSeconds":7200}', math.floor(n / 1000), n, n))
      end
      """;

  private static final String LOOK_AT = """
      local n = 0
      function request()
        n = n %% %d + 1
        return wrk.format('GET', string.format('/seats/status?venueId=%s&row=R%%d&seat=%%d', math.floor(n / 1000), n))
      end
      """;

  /** @param refused answers that are no success */
  public record Result(double perSecond, double p50, double p99, long requests, long refused) {}

  /** Each request locks a seat of its own: 1, 2, 3, …. */
  public Result lock(int port, String venue) {
    return run(port, venue, EACH_A_SEAT.formatted("", venue));
  }

  /** As {@link #lock(int, String)}, with one more header. */
  public Result lock(int port, String venue, String header, String value) {
    return run(port, venue, EACH_A_SEAT.formatted(", ['%s'] = '%s'".formatted(header, value), venue));
  }

  /** Asks for seats 1 to a number in turn. */
  public Result look(int port, String venue, int seats) {
    return run(port, "look-" + venue, LOOK_AT.formatted(seats, venue));
  }

  private Result run(int port, String name, String script) {
    try {
      Path file = Files.writeString(folder.resolve(name + ".lua"), script);
      Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "-s",
          file.toString(), "http://127.0.0.1:" + port).redirectErrorStream(true).start();
      String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wrk.waitFor();
      Files.delete(file);
      return read(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while wrk runs", e);
    }
  }

  static Result read(String said) {
    if (said.contains("Socket errors")) {
      throw new IllegalStateException("wrk lost answers: " + said);
    }
    Matcher refused = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(said);
    return new Result(Double.parseDouble(find(said, "Requests/sec:\\s+(\\S+)")),
        millis(find(said, "(?m)^ +50%\\s+(\\S+)")), millis(find(said, "(?m)^ +99%\\s+(\\S+)")),
        Long.parseLong(find(said, "(\\d+) requests in")), refused.find() ? Long.parseLong(refused.group(1)) : 0);
  }

  private static double millis(String time) {
    double number = Double.parseDouble(time.replaceAll("[a-z]+$", ""));
    return time.endsWith("us") ? number / 1000 : time.endsWith("ms") ? number : number * 1000;
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk said: " + text);
    }
    return matcher.group(1);
  }
}
