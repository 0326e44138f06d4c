package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server refuses before the service's code sees it: a problem as any other, never an HTML page. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class ServerRefusalsIntegrationTests {

  /** As the description of the REST calls has them. */
  static final Map<String, Integer> CODES = Map.of("BAD_REQUEST", 400, "URI_TOO_LONG", 414,
      "REQUESTED_RANGE_NOT_SATISFIABLE", 416, "EXPECTATION_FAILED", 417, "REQUEST_HEADER_FIELDS_TOO_LARGE", 431,
      "NOT_IMPLEMENTED", 501, "HTTP_VERSION_NOT_SUPPORTED", 505);

  private static final String END = "\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final String STATUS = "GET /seats/status?venueId=1&row=A&seat=1 HTTP/1.1";

  private static final String POST = "POST /locks HTTP/1.1\r\nContent-Type: application/json";

  private static final List<String> BAD_REQUESTS = List.of("NONSENSE" + END, "F@O /locks HTTP/1.1" + END,
      "GET /seats/status?venueId=<1> HTTP/1.1" + END, "GET /seats/status?venueId=\u00e9 HTTP/1.1" + END,
      "GET /seats/%zz HTTP/1.1" + END, "GET /seats%2fstatus HTTP/1.1" + END, "GET /seats/%00 HTTP/1.1" + END,
      "GET /../../etc/passwd HTTP/1.1" + END, STATUS + "\r\nConnection: close\r\n\r\n", STATUS + "\r\nHost: y" + END,
      STATUS + "\r\nHost: x y\r\nConnection: close\r\n\r\n", STATUS + "\r\nX Y: 1" + END, STATUS + "\r\nXY" + END,
      POST + "\r\nContent-Length: -1" + END, POST + "\r\nContent-Length: abc" + END,
      POST + "\r\nContent-Length: 1\r\nContent-Length: 2" + END + "ab",
      POST + "\r\nTransfer-Encoding: chunked" + END + "zz\r\n", "GET http://elsewhere/locks HTTP/1.1" + END,
      "\u0016\u0003\u0001\u0002\u0000\r\n\r\n");

  private static final Map<String, List<String>> OTHERS = Map.of(
      "URI_TOO_LONG", List.of("GET /locks?x=" + "x".repeat(20_000) + " HTTP/1.1" + END),
      "REQUESTED_RANGE_NOT_SATISFIABLE", List.of("GET /asyncapi.yaml HTTP/1.1\r\nRange: bytes=9999999-" + END),
      "EXPECTATION_FAILED", List.of(POST + "\r\nExpect: nothing\r\nContent-Length: 2" + END + "{}"),
      "REQUEST_HEADER_FIELDS_TOO_LARGE", List.of(STATUS + "\r\nX: " + "x".repeat(20_000) + END,
          STATUS + "\r\nCookie: " + "x=1; ".repeat(4000) + END,
          STATUS + IntStream.range(0, 200).mapToObj(i -> "\r\nX" + i + ": 1").collect(Collectors.joining()) + END),
      "NOT_IMPLEMENTED", List.of("CONNECT x:80 HTTP/1.1" + END, POST + "\r\nTransfer-Encoding: nonsense" + END,
          POST + "\r\nTransfer-Encoding: gzip, chunked" + END + "0\r\n\r\n"),
      "HTTP_VERSION_NOT_SUPPORTED", List.of("GET /locks HTTP/9.9" + END),
      "METHOD_NOT_ALLOWED", List.of("TRACE /locks HTTP/1.1" + END, "FOO /locks HTTP/1.1" + END),
      "NOT_FOUND", List.of("GET /error HTTP/1.1" + END));

  private final Rest rest;

  ServerRefusalsIntegrationTests(Deployment deployment) {
    this.rest = deployment.rest();
  }

  @Test
  void everyRefusalIsAProblemWithACode() {
    List<String> wrong = new ArrayList<>();
    BAD_REQUESTS.forEach(request -> hold(request, "BAD_REQUEST", wrong));
    OTHERS.forEach((code, requests) -> requests.forEach(request -> hold(request, code, wrong)));

    assertThat(wrong).isEmpty();
    Set<String> tried = new TreeSet<>(OTHERS.keySet());
    tried.add("BAD_REQUEST");
    assertThat(tried).containsAll(CODES.keySet());
  }

  private void hold(String request, String code, List<String> wrong) {
    Answer answer = rest.bytes(request);
    int status = CODES.getOrDefault(code, code.equals("NOT_FOUND") ? 404 : 405);
    boolean isRight = answer.status() == status && answer.isProblem() && answer.code().equals(code)
        && answer.json().get("status").asInt() == status && answer.get("retryable").equals("false")
        && !answer.get("detail").isEmpty() && !answer.get("instance").isEmpty()
        && "no-store".equals(answer.headers().get("cache-control"));
    if (!isRight) {
      wrong.add(request.substring(0, Math.min(request.length(), 80)) + " → " + answer);
    }
  }

  @Test
  void oldAndBareRequestsAreServed() {
    assertThat(rest.bytes("GET /seats/status?venueId=1&row=A&seat=1 HTTP/1.0\r\n\r\n").get("status"))
        .isEqualTo("AVAILABLE");
    assertThat(rest.raw("HEAD /seats/status?venueId=1&row=A&seat=1 HTTP/1.1").status()).isEqualTo(200);
    assertThat(rest.raw("HEAD /seats/status?venueId=1&row=A&seat=1 HTTP/1.1").text()).isEmpty();
    assertThat(rest.raw("GET /seats/status?venueId=1&row=A&seat=1 HTTP/1.1\r\nAccept: application/json;charset=utf-16")
        .get("status")).isEqualTo("AVAILABLE");
    assertThat(rest.raw("HEAD /seats/status HTTP/1.1").status()).isEqualTo(400);
    assertThat(rest.raw("OPTIONS /locks HTTP/1.1").headers().get("allow")).contains("POST", "PATCH", "DELETE");
  }

  /** A range that fits is a part of the page, which may be kept if it is asked for again. */
  @Test
  void onlyTheDescriptionsMayBeKept() {
    for (String path : List.of("/asyncapi.yaml", "/swagger-ui.html", "/webjars/swagger-ui/swagger-ui.css")) {
      assertThat(rest.get(path).headers()).as(path).containsEntry("cache-control", "no-cache");
    }
  }
}
