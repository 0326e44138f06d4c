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
 * Requests per second and p99 of {@code POST /locks} on distinct seats, in turn with a POST that does
 * nothing, both from 64 connections of wrk on the same machine. Only the ratio within one run means
 * something on a shared machine.
 */
final class Throughput {

  private static final int ROUNDS = 4;

  private static final String SCRIPT = """
      local n = 0
      function request()
        n = n + 1
        local body = string.format('{"venueId":"bench-%s-%%d","row":"R%%d","seat":"%%d","userId":"u%%d","timeoutSeconds":300}',
          math.floor(n / 5000), math.floor(n / 100) %% 50, n, n)
        return wrk.format('POST', '%s', {['Content-Type'] = 'application/json'}, body)
      end
      """;

  private final String base;

  private final int seconds;

  Throughput(String base, int seconds) {
    this.base = base;
    this.seconds = seconds;
  }

  void measure() throws Exception {
    run("warm-locks", "/locks");
    run("warm-trivial", "/bench/trivial");
    List<Result> locks = new ArrayList<>();
    List<Result> trivial = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      trivial.add(run("trivial-" + round, "/bench/trivial"));
      locks.add(run("locks-" + round, "/locks"));
      Bench.say("round %d: trivial %s; locks %s", round + 1, trivial.getLast(), locks.getLast());
    }
    Bench.say("median: trivial %s; locks %s; locks / trivial = %.2f", median(trivial), median(locks),
        median(locks).perSecond() / median(trivial).perSecond());
  }

  private static Result median(List<Result> results) {
    List<Result> sorted = new ArrayList<>(results);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private Result run(String name, String path) throws IOException, InterruptedException {
    Path script = Files.writeString(Path.of("target", "bench-" + name + ".lua"), String.format(SCRIPT, name, path));
    Process wrk = new ProcessBuilder("wrk", "-t1", "-c64", "-d" + seconds + "s", "--latency", "-s", script.toString(),
        base).redirectErrorStream(true).start();
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
