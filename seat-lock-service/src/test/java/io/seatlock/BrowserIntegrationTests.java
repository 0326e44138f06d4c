package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser sends for a foreign page: refused with a code, and nothing has changed. */
@AnyRedis
@OwnServers
class BrowserIntegrationTests {

  private static final String LISTED = "https://shop.example.org";

  private static Deployment deployment;

  private static RunningService open;

  private String venue = "";

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start());
    open = deployment.startAnother("seat-lock.web.origins=" + LISTED, "seat-lock.web.hosts=seats.example.org",
        "server.forward-headers-strategy=framework");
  }

  @AfterAll
  static void stop() {
    open.close();
    deployment.close();
  }

  @BeforeEach
  void openAnotherVenue() {
    venue = Deployment.newVenue();
  }

  @Test
  void foreignNameIsRefusedWhateverAProxySays() {
    for (Rest rest : List.of(deployment.rest(), open.rest())) {
      for (String header : List.of("", "X-Forwarded-Host: localhost\r\n", "Forwarded: host=localhost\r\n",
          "Authorization: Bearer x\r\n")) {
        Answer answer = get(rest, "/seats/status?venueId=1&row=A&seat=1", "evil.example", header);
        assertThat(answer.status()).as(header).isEqualTo(421);
        assertThat(answer.code()).isEqualTo("WRONG_HOST");
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
      }
      assertThat(get(rest, "/actuator/health", "evil.example", "").code()).isEqualTo("WRONG_HOST");
      assertThat(get(rest, "/swagger-ui.html", "evil.example:8080", "").code()).isEqualTo("WRONG_HOST");
      assertThat(rest.get("/actuator/prometheus").text()).contains("seat_lock_web_refusals_total{code=\"WRONG_HOST\"}");
    }
  }

  @Test
  void ownNamesAndAddressesAreServed() {
    for (String host : List.of("localhost", "127.0.0.1:8080", "[::1]", "[::1]:8080", "10.0.0.7")) {
      assertThat(get(deployment.rest(), "/actuator/health/liveness", host, "").status()).as(host).isEqualTo(200);
    }
    assertThat(get(open.rest(), "/actuator/health/liveness", "seats.example.org", "").status()).isEqualTo(200);
    assertThat(get(deployment.rest(), "/actuator/health/liveness", "seats.example.org", "").status()).isEqualTo(421);
  }

  @Test
  void foreignPageChangesNothing() {
    Rest rest = deployment.rest();
    String lockId = rest.lock(venue, "A", "1", "ann", 60).lockId().orElseThrow();
    String body = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");
    for (List<String> headers : List.of(List.of("Origin", "http://evil.example"), List.of("Origin", "null"),
        List.of("Origin", LISTED), List.of("Sec-Fetch-Site", "cross-site"), List.of("Sec-Fetch-Site", "same-site"))) {
      for (String type : List.of("text/plain", "application/json", "application/x-www-form-urlencoded")) {
        for (String call : List.of("DELETE /locks", "POST /seats/finalize", "POST /locks", "PATCH /locks")) {
          String[] sent = Stream.concat(headers.stream(), Stream.of("Content-Type", type)).toArray(String[]::new);
          String[] parts = call.split(" ");
          Answer answer = rest.send(parts[0], parts[1], body.getBytes(StandardCharsets.UTF_8), sent);
          assertThat(answer.status()).as("%s %s %s", call, type, headers).isEqualTo(403);
          assertThat(answer.code()).isEqualTo("FOREIGN_ORIGIN");
          assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
      }
    }
    assertThat(rest.status(venue, "A", "1").get("status")).isEqualTo("LOCKED");
    assertThat(rest.unlock(venue, "A", "1", lockId).status()).isEqualTo(200);
    assertThat(deployment.events(venue)).extracting(Event::what).containsExactly("locked", "unlocked(manual)");
  }

  @Test
  void preflightOfAForeignPageIsRefused() {
    Answer answer = preflight(deployment.rest(), "http://evil.example", "DELETE");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("FOREIGN_ORIGIN");
    assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    assertThat(preflight(open.rest(), "http://evil.example", "DELETE").code()).isEqualTo("FOREIGN_ORIGIN");
  }

  @Test
  void listedPageMayReadAndChange() {
    Answer preflight = preflight(open.rest(), LISTED, "DELETE");
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.headers()).containsEntry("access-control-allow-origin", LISTED)
        .doesNotContainKey("access-control-allow-credentials");

    String body = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");
    Answer locked = open.rest().send("POST", "/locks", body.getBytes(StandardCharsets.UTF_8), "Origin",
        LISTED, "Sec-Fetch-Site", "cross-site", "Content-Type", "application/json");
    assertThat(locked.status()).isEqualTo(200);
    assertThat(locked.headers()).containsEntry("access-control-allow-origin", LISTED)
        .hasEntrySatisfying("access-control-expose-headers",
            names -> assertThat(names).contains("ETag", "Retry-After", "X-Seat-Seq", "X-Seat-Plan"));
  }

  /** Behind a proxy that ends TLS the service knows its own scheme as http. */
  @Test
  void ownPageBehindAProxyMayChangeAlsoIfOthersAreListed() {
    String body = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");

    Answer locked = open.rest().bytes("POST /locks HTTP/1.1\r\nHost: seats.example.org\r\n"
        + "Origin: https://seats.example.org\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);

    assertThat(locked.status()).isEqualTo(200);
    assertThat(locked.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
  }

  /** The browser keeps the answer from the page, since it has no CORS header; caches keep it apart from others. */
  @Test
  void foreignPageGetsAnAnswerThatItCanNotRead() {
    for (String header : List.of("Origin: http://evil.example\r\n", "Origin: null\r\n", "")) {
      Answer answer = get(open.rest(), "/seats/status?venueId=1&row=A&seat=1", "localhost", header);
      assertThat(answer.status()).as(header).isEqualTo(200);
      assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
      assertThat(answer.headers()).containsEntry("vary", "Origin");
    }
  }

  @Test
  void ownPageMayChange() {
    String host = "127.0.0.1:" + deployment.service().port();
    String body = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");

    assertThat(deployment.rest().send("POST", "/locks", body.getBytes(StandardCharsets.UTF_8),
        "Origin", "http://" + host, "Sec-Fetch-Site", "same-origin", "Content-Type", "application/json").status())
        .isEqualTo(200);
  }

  @Test
  void everyAnswerSaysWhatABrowserMayDoWithIt() {
    for (String path : List.of("/seats/status?venueId=1&row=A&seat=1", "/seats/status", "/nowhere", "/swagger-ui.html",
        "/webjars/swagger-ui/swagger-ui-bundle.js", "/asyncapi.yaml", "/actuator/health")) {
      assertThat(deployment.rest().get(path).headers()).as(path).containsEntry("x-content-type-options", "nosniff")
          .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy)
              .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe"));
    }
    Answer refusedByTomcat = deployment.rest()
        .bytes("GET /../.. HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(refusedByTomcat.status()).isEqualTo(400);
    assertThat(refusedByTomcat.headers()).containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cache-control", "no-store").containsKey("content-security-policy");
  }

  private static Answer get(Rest rest, String path, String host, String header) {
    return rest.bytes("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header + "Connection: close\r\n\r\n");
  }

  private static Answer preflight(Rest rest, String origin, String method) {
    return rest.bytes("OPTIONS /locks HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
        + "\r\nAccess-Control-Request-Method: " + method
        + "\r\nAccess-Control-Request-Headers: content-type\r\nConnection: close\r\n\r\n");
  }
}
