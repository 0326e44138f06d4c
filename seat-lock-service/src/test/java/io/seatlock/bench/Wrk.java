package io.seatlock.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Callers from wrk on the same machine, one wrk for each instance, each call about a seat of its own. */
final class Wrk {

  /** Venues in turn, so that all partitions are busy at a time. */
  private static final String SCRIPT = """
      local n = 0
      function request()
        n = n + 1
        local body = string.format('{"venueId":"bench-%s-%%d","row":"R%%d","seat":"%%d","userId":"u%%d","timeoutSeconds":300}',
          math.floor(n / 40000) * 8 + n %% 8, math.floor(n / 100) %% 50, n, n)
        return wrk.format('POST', '%s', {['Content-Type'] = 'application/json'}, body)
      end
      """;

  private Wrk() {}

  /**
   * What all callers got together.
   *
   * @param p99 the worst of the instances, ms
   * @param refused answers without success
   */
  record Result(double perSecond, double p99, long requests, long refused) implements Comparable<Result> {

    private Result plus(Result other) {
      return new Result(perSecond + other.perSecond, Math.max(p99, other.p99), requests + other.requests,
          refused + other.refused);
    }

    double percentRefused() {
      return 100.0 * refused / Math.max(1, requests);
    }

    @Override
    public int compareTo(Result other) {
      return Double.compare(perSecond, other.perSecond);
    }

    @Override
    public String toString() {
      return String.format("%,.0f/s p99 %.2f ms%s", perSecond, p99,
          refused == 0 ? "" : String.format(" (%,d refused)", refused));
    }
  }

  /**
   * @param name in the names of the seats; the same name asks for the same seats again
   * @param bases of the instances
   * @param connections to each of them; each sends its next call when the last one is answered
   */
  static Result run(String name, List<String> bases, String path, int connections, int seconds) throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      all.add(start(name + "-" + i, bases.get(i), path, connections, seconds));
    }
    Result sum = new Result(0, 0, 0, 0);
    for (Process one : all) {
      sum = sum.plus(read(new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
      one.waitFor();
    }
    return sum;
  }

  private static Process start(String name, String base, String path, int connections, int seconds)
      throws IOException {
    Path script = Files.writeString(Path.of("target", "bench-" + name + ".lua"), String.format(SCRIPT, name, path));
    return new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "-s",
        script.toString(), base).redirectErrorStream(true).start();
  }

  private static Result read(String output) {
    Matcher refused = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(output);
    return new Result(Double.parseDouble(find(output, "Requests/sec:\\s+(\\S+)")),
        millis(find(output, "99%\\s+(\\S+)")),
        Long.parseLong(find(output, "(\\d+) requests in")), refused.find() ? Long.parseLong(refused.group(1)) : 0);
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
