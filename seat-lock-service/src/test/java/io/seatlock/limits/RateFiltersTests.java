package io.seatlock.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.rest.problem.ProblemWriters;
import io.seatlock.security.CallRefused;
import io.seatlock.security.Caller;
import io.seatlock.security.Scope;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateFiltersTests {

  private static final FilterChain SERVED = (_, response) -> ((HttpServletResponse) response).setStatus(200);

  private static final FilterChain UNAUTHORIZED = (_, response) -> ((HttpServletResponse) response).setStatus(401);

  private final RateSettings settings = new RateSettings(true, 20, 50, 10, List.of());

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final RateRefusal refusal = new RateRefusal(ProblemWriters.create(), meters);

  private final RateFilter rates = new RateFilter(settings, new ClientAddresses(List.of()), refusal,
      request -> request.getRequestURI().endsWith("/readiness"));

  private final FailedLoginFilter logins = new FailedLoginFilter(settings, new ClientAddresses(List.of()), refusal);

  private static MockHttpServletRequest call(String address, String subject) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/seats/status");
    request.setRemoteAddr(address);
    if (!subject.isEmpty()) {
      request.setAttribute(Caller.class.getName(), new Caller("web", subject, Set.of(Scope.BUY)));
    }
    return request;
  }

  private static MockHttpServletRequest login(String address) {
    MockHttpServletRequest request = call(address, "");
    request.addHeader("Authorization", "Bearer x");
    return request;
  }

  private static MockHttpServletResponse send(Filter filter, MockHttpServletRequest request, FilterChain chain) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      filter.doFilter(request, response, chain);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return response;
  }

  private static long count(int status, List<MockHttpServletResponse> responses) {
    return responses.stream().filter(response -> response.getStatus() == status).count();
  }

  /** Who may choose a name with the issuer could otherwise use up the calls of the monitoring that has it, too. */
  @Test
  void userCalledLikeAProgramSpendsOnlyItsOwnCalls() {
    IntStream.range(0, 50).forEach(_ -> send(rates, call("10.0.0.1", "prometheus"), SERVED));
    MockHttpServletRequest program = call("10.0.0.1", "prometheus");
    program.setAttribute(Caller.class.getName(), new Caller("prometheus", "prometheus", Set.of(Scope.WATCH)));

    assertThat(send(rates, program, SERVED).getStatus()).isEqualTo(200);
  }

  /**
   * Sends 200 calls, of which a bucket lets only as many pass as it holds. It fills up meanwhile, so some more may pass
   * if the machine is slow.
   */
  private List<MockHttpServletResponse> sendTooMany(int perSecond, IntFunction<MockHttpServletRequest> call) {
    long start = System.nanoTime();
    List<MockHttpServletResponse> responses = IntStream.range(0, 200)
        .mapToObj(i -> send(rates, call.apply(i), SERVED)).toList();
    long filledUp = perSecond * (System.nanoTime() - start) / 1_000_000_000;

    assertThat(count(200, responses)).isBetween((long) perSecond, perSecond + 1 + filledUp);
    return responses;
  }

  @Test
  void tooManyCallsOfOneSubjectAreRefusedAndItsNeighbourIsServed() throws Exception {
    List<MockHttpServletResponse> responses = sendTooMany(20, _ -> call("10.0.0.1", "ann"));

    MockHttpServletResponse refused = responses.stream().filter(response -> response.getStatus() != 200).findFirst()
        .orElseThrow();
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getContentType()).isEqualTo("application/problem+json");
    assertThat(refused.getContentAsString()).contains("\"code\":\"RATE_LIMITED\"", "\"retryable\":true");
    assertThat(meters.counter("seat.lock.web.refusals", "code", "RATE_LIMITED").count())
        .isEqualTo((double) count(429, responses));
    assertThat(send(rates, call("10.0.0.1", "bob"), SERVED).getStatus()).isEqualTo(200);
    assertThat(send(rates, call("10.0.0.1", ""), SERVED).getStatus()).isEqualTo(200);
  }

  @Test
  void subjectIsLimitedWhateverItsAddress() {
    sendTooMany(20, i -> call("10.0.1." + i, "ann"));
  }

  @Test
  void callsWithoutAuthenticationAreCountedByAddress() {
    sendTooMany(50, _ -> call("10.0.0.1", ""));

    assertThat(send(rates, call("10.0.0.2", ""), SERVED).getStatus()).isEqualTo(200);
  }

  @Test
  void probesAreNotCounted() {
    MockHttpServletRequest probe = call("10.0.0.1", "");
    probe.setRequestURI("/actuator/health/readiness");

    assertThat(IntStream.range(0, 200).map(_ -> send(rates, probe, SERVED).getStatus())).containsOnly(200);
  }

  @Test
  void afterTenRefusedLoginsOfAnAddressFurtherOnesHaveToWait() {
    for (int i = 0; i < 10; i++) {
      assertThat(waiting(login("10.0.0.1"))).isNull();
    }

    assertThat(Integer.parseInt(String.valueOf(waiting(login("10.0.0.1"))))).isBetween(1, 60);
    assertThat(waiting(login("10.0.0.2"))).isNull();
    assertThat(waiting(call("10.0.0.1", ""))).isNull();
    MockHttpServletRequest key = call("10.0.0.1", "");
    key.addHeader("X-API-Key", "slk_x");
    assertThat(waiting(key)).isNotNull();
    assertThat(send(logins, login("10.0.0.1"), SERVED).getStatus()).as("a good one").isEqualTo(200);
  }

  /** What Retry-After says to the caller of a refused login. */
  private @Nullable Object waiting(MockHttpServletRequest login) {
    send(logins, login, UNAUTHORIZED);
    return login.getAttribute(CallRefused.RETRY_AFTER);
  }

  @Test
  void acceptedLoginsAreNotCounted() {
    assertThat(IntStream.range(0, 100).map(_ -> send(logins, login("10.0.0.1"), SERVED).getStatus()))
        .containsOnly(200);
  }
}
