package io.seatlock.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTests {

  private static final String OUTPUT = """
      RunningContender 4s test @ http://127.0.0.1:1
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     9.10ms   10.32ms  130.01ms   99%
          Req/Sec     9.34k     1.12k   10.80k    50%
        Latency Distribution
           50%    6.01ms
           75%    9.51ms
           90%   17.22ms
           99%    1.25s
        37289 requests in 4.00s, 10.03MB read
      Requests/sec:   9315.21
      Transfer/sec:      2.51MB
      """;

  @Test
  void figuresAreReadFromTheOutputOfWrk() {
    assertThat(Wrk.read(OUTPUT)).isEqualTo(new Wrk.Result(9315.21, 6.01, 1250, 37_289, 0));
  }

  @Test
  void refusalsAreCounted() {
    assertThat(Wrk.read(OUTPUT + "  Non-2xx or 3xx responses: 12\n").refused()).isEqualTo(12);
  }

  @Test
  void lostAnswersInvalidateTheRound() {
    assertThatThrownBy(() -> Wrk.read(OUTPUT + "  Socket errors: connect 0, read 3, write 0, timeout 0\n"))
        .hasMessageContaining("wrk lost answers");
  }
}
