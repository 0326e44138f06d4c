package io.seatlock.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs wrk on the same machine. It sends as many requests as its connections allow: each connection sends the next
 * request as soon as the last one is answered.
 *
 * @param connections number of connections, served by one thread
 */
public record Wrk(Path folder, int connections, int seconds) {

  private static final String LOCK_ANOTHER_SEAT = """
      local n = 0
      function request()
        n = n + 1
        return wrk.format('POST', '/locks', {['Content-Type'] = 'application/json'%s}, string.format(
          '{"venueId":"%s","row":"R%%d","seat":"%%d","userId":"u%%d","timeoutSeconds":7200}', math.floor(n / 1000), n, n))
      end
      """;

  /**
   * After this time wrk counts an answer as lost, so in a shorter round none is; a slow one counts in the latencies. With
   * wrk's default of 2 s a cold JVM on a slow machine ended the run.
   */
  private static final String LONGEST_ANSWER = "30s";

  private static final String STATUS_OF_SEATS = """
      local n = 0
      function request()
        n = n %% %d + 1
        return wrk.format('GET', string.format('/seats/status?venueId=%s&row=R%%d&seat=%%d', math.floor(n / 1000), n))
      end
      """;

  /** @param refused number of answers with an error status */
  public record Result(double perSecond, double p50, double p99, long requests, long refused) {}

  /** Locks a different seat with each request: 1, 2, 3, …. */
  public Result lock(int port, String venue) {
    return run(port, venue, LOCK_ANOTHER_SEAT.formatted("", venue));
  }

  /** As {@link #lock(int, String)}, with one more header. */
  public Result lock(int port, String venue, String header, String value) {
    return run(port, venue, LOCK_ANOTHER_SEAT.formatted(", ['%s'] = '%s'".formatted(header, value), venue));
  }

  /** Reads the status of the seats 1 to {@code seats} in turn. */
  public Result status(int port, String venue, int seats) {
    return run(port, "status-" + venue, STATUS_OF_SEATS.formatted(seats, venue));
  }

  private Result run(int port, String name, String script) {
    try {
      Path file = Files.writeString(folder.resolve(name + ".lua"), script);
      Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency",
          "--timeout", LONGEST_ANSWER, "-s", file.toString(), "http://127.0.0.1:" + port).redirectErrorStream(true)
          .start();
      String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wrk.waitFor();
      Files.delete(file);
      return read(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while wrk runs", e);
    }
  }

  static Result read(String output) {
    if (output.contains("Socket errors")) {
      throw new IllegalStateException("wrk lost answers: " + output);
    }
    Matcher refused = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(output);
    return new Result(Double.parseDouble(find(output, "Requests/sec:\\s+(\\S+)")),
        millis(find(output, "(?m)^ +50%\\s+(\\S+)")), millis(find(output, "(?m)^ +99%\\s+(\\S+)")),
        Long.parseLong(find(output, "(\\d+) requests in")), refused.find() ? Long.parseLong(refused.group(1)) : 0);
  }

  private static double millis(String time) {
    double number = Double.parseDouble(time.replaceAll("[a-z]+$", ""));
    return time.endsWith("us") ? number / 1000 : time.endsWith("ms") ? number : number * 1000;
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk output: " + text);
    }
    return matcher.group(1);
  }
}
