package io.seatlock.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests per second and p99 of two calls in turn, from wrk on the same machine, each about a seat of its own.
 * Only the ratio within one run means something on a shared machine.
 */
final class Throughput {

  private static final int ROUNDS = 4;

  /** Of each side. One service is warm by then; two that share the cores may still get faster from round to round. */
  private static final int WARM_UPS = 3;

  private static final String SCRIPT = """
      local n = 0
      function request()
        n = n + 1
        local body = string.format('{"venueId":"bench-%s-%%d","row":"R%%d","seat":"%%d","userId":"u%%d","timeoutSeconds":300}',
          math.floor(n / 5000), math.floor(n / 100) %% 50, n, n)
        return wrk.format('POST', '%s', {['Content-Type'] = 'application/json'}, body)
      end
      """;

  /** @param name in the output, and in the names of its seats */
  record Side(String name, String base, String path) {}

  private final Side measured;

  private final Side yardstick;

  /** Each sends its next call when the last one is answered. */
  private final int connections;

  private final int seconds;

  Throughput(Side measured, Side yardstick, int connections, int seconds) {
    this.measured = measured;
    this.yardstick = yardstick;
    this.connections = connections;
    this.seconds = seconds;
  }

  void measure() throws Exception {
    Bench.say("Connections: %d", connections);
    for (int i = 1; i <= WARM_UPS; i++) {
      run("warm-" + i, measured);
      run("warm-" + i, yardstick);
    }
    List<Result> some = new ArrayList<>();
    List<Result> others = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      others.add(run(String.valueOf(round), yardstick));
      some.add(run(String.valueOf(round), measured));
      Bench.say("round %d: %s", round, told(others.getLast(), some.getLast()));
    }
    Bench.say("median: %s; %s / %s = %.2f", told(median(others), median(some)), measured.name(), yardstick.name(),
        median(some).perSecond() / median(others).perSecond());
  }

  private String told(Result ofYardstick, Result ofMeasured) {
    return String.format("%s %s; %s %s", yardstick.name(), ofYardstick, measured.name(), ofMeasured);
  }

  private static Result median(List<Result> results) {
    List<Result> sorted = new ArrayList<>(results);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private Result run(String round, Side side) throws IOException, InterruptedException {
    String name = side.name() + "-" + connections + "-" + round;
    Path script = Files.writeString(Path.of("target", "bench-" + name + ".lua"),
        String.format(SCRIPT, name, side.path()));
    Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "-s",
        script.toString(), side.base()).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    if (output.contains("Non-2xx")) {
      Bench.say("%s: %s", name, find(output, "(Non-2xx.*)"));
    }
    return new Result(Double.parseDouble(find(output, "Requests/sec:\\s+(\\S+)")), find(output, "99%\\s+(\\S+)"));
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk said: " + text);
    }
    return matcher.group(1);
  }

  private record Result(double perSecond, String p99) implements Comparable<Result> {

    @Override
    public int compareTo(Result other) {
      return Double.compare(perSecond, other.perSecond);
    }

    @Override
    public String toString() {
      return String.format("%,.0f/s p99 %s", perSecond, p99);
    }
  }
}
