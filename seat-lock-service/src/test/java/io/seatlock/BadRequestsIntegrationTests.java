package io.seatlock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is wrong with a request over REST is answered with problem details, and nothing changes in Redis. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class BadRequestsIntegrationTests {

  private static final String JSON = "application/json";

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  private final List<String> complaints = new ArrayList<>();

  private Map<String, String> before = Map.of();

  BadRequestsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  /** A held and a sold seat, so that a request which slips through would find something to change. */
  @BeforeEach
  void rememberRedis() {
    deployment.awaitEmptyOutbox();
    deployment.redis().removeAllSeats();
    rest.lock(venue, "A", "1", "u1", 900);
    rest.lock(venue, "A", "2", "u1", 900);
    rest.post("/seats/finalize", Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "u1"));
    deployment.awaitEmptyOutbox();
    before = deployment.redis().everything();
  }

  @AfterEach
  void nothingChangedInRedis() {
    assertThat(before).isNotEmpty();
    assertThat(deployment.redis().everything()).isEqualTo(before);
    assertThat(complaints).isEmpty();
  }

  @Test
  void locks() {
    refuses("POST", "/locks", BadInput.aboutLocks(venue));
    refuses("POST", "/locks",
        List.of(new BadInput(Rest.json("venueId", venue, "row", "A", "seat", "9"), "userId", true)));
  }

  @Test
  void extensions() {
    refuses("PATCH", "/locks", BadInput.aboutLocks(venue));
    refuses("PATCH", "/locks", List.of(nobody()));
  }

  @Test
  void unlocks() {
    refuses("DELETE", "/locks", BadInput.aboutSeats(venue));
    for (String query : List.of("", "?venueId=" + venue, "?venueId=" + venue + "&row=A", "?venueId=&row=A&seat=1",
        "?venueId=" + venue + "&row=A_&seat=1", "?venueId=" + venue + "&row=A&seat=1&userId=%0d%0a")) {
      assertInvalid("DELETE /locks" + query, rest.send("DELETE", "/locks" + query, null));
    }
    assertInvalid("body and query", rest.send("DELETE", "/locks?venueId=" + venue + "&row=A&seat=1",
        Rest.json("venueId", venue, "row", "A", "seat", "1")));
  }

  @Test
  void finalizesAndReleases() {
    for (String path : List.of("/seats/finalize", "/seats/release")) {
      refuses("POST", path, BadInput.aboutSeats(venue));
    }
    refuses("POST", "/seats/finalize", List.of(nobody()));
  }

  @Test
  void questions() {
    for (String query : List.of("", "?venueId=" + venue + "&row=A", "?row=A&seat=1",
        "?venueId=" + venue + "&row=A&seat=",
        "?venueId=A_1&row=A&seat=1", "?venueId=%7Bp0%7D&row=A&seat=1", "?venueId=" + venue + "&row=A&seat=1:2",
        "?venueId=" + venue + "&row=A%00&seat=1", "?venueId=" + venue + "&row=A%0d%0a&seat=1",
        "?venueId=" + venue + "&row=%ff&seat=1", "?venueId=" + venue + "&row=A&seat=1&seat=2",
        "?venueId=" + "x".repeat(65) + "&row=A&seat=1")) {
      assertInvalid("GET /seats/status" + query, rest.get("/seats/status" + query));
    }
  }

  @Test
  void largeBodies() {
    String large = "x".repeat(1_000_000);
    for (String body : List.of(Rest.json("venueId", large),
        Rest.json("venueId", venue, "row", "A", "seat", "9", "userId", large),
        " ".repeat(1_000_000) + Rest.json("venueId", venue, "row", "A", "seat", "9", "userId", "u9"))) {
      for (String method : List.of("POST", "PATCH", "DELETE")) {
        Answer answer = rest.send(method, "/locks", body);
        assertProblem(method + " with 1 MB", answer, 413, "REQUEST_TOO_LARGE");
      }
    }
  }

  @Test
  void wrongMethodsTypesAndPaths() {
    byte[] good = Rest.json("venueId", venue, "row", "A", "seat", "9", "userId", "u9").getBytes(UTF_8);
    Map<String, List<String>> wrong = Map.of("/locks", List.of("GET", "PUT", "HEAD"), "/seats/status",
        List.of("POST", "PUT", "DELETE", "PATCH"), "/seats/finalize", List.of("GET", "PUT", "DELETE"), "/seats/release",
        List.of("GET", "PATCH"));
    wrong.forEach((path, methods) -> methods.forEach(method -> {
      Answer answer = rest.send(method, path, good, "Content-Type", JSON);
      check(answer.headers().containsKey("allow"), method + " " + path, answer);
      if (!method.equals("HEAD")) {
        assertProblem(method + " " + path, answer, 405, "METHOD_NOT_ALLOWED");
      }
    }));
    for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded",
        "multipart/form-data", "application/yaml", "*/*", "application/*", "application/*+json",
        "application/json; a=\"b", "nonsense")) {
      assertProblem(type, rest.send("POST", "/locks", good, "Content-Type", type), 415, "UNSUPPORTED_MEDIA_TYPE");
    }
    for (String encoding : List.of("gzip", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip", "nonsense")) {
      for (String method : List.of("POST", "PATCH", "DELETE")) {
        Answer answer = rest.send(method, "/locks", good, "Content-Type", JSON, "Content-Encoding", encoding);
        assertProblem(encoding, answer, 415, "UNSUPPORTED_MEDIA_TYPE");
        check(answer.get("detail").contains("(" + encoding + ")"), encoding, answer);
      }
    }
    assertProblem("no type", rest.send("POST", "/locks", good), 415, "UNSUPPORTED_MEDIA_TYPE");
    assertProblem("xml, please", rest.send("POST", "/locks", good, "Content-Type", JSON, "Accept", "text/xml"), 406,
        "NOT_ACCEPTABLE");
    assertProblem("unknown path", rest.get("/lock"), 404, "NOT_FOUND");
  }

  @Test
  void brokenEncodings() {
    byte[] latin = Rest.json("venueId", venue, "row", "Ä", "seat", "9", "userId", "u9").getBytes(ISO_8859_1);
    assertInvalid("Latin-1", rest.send("POST", "/locks", latin, "Content-Type", JSON));
    assertInvalid("no UTF-8",
        rest.send("POST", "/locks", new byte[] {(byte) 0xff, (byte) 0xfe, 0}, "Content-Type", JSON));
    assertInvalid("nothing", rest.send("POST", "/locks", new byte[0], "Content-Type", JSON));
    assertInvalid("%zz", rest.raw("GET /seats/status?venueId=" + venue + "&row=%zz&seat=1 HTTP/1.1"));
    assertInvalid("%", rest.raw("DELETE /locks?venueId=" + venue + "&row=%&seat=1 HTTP/1.1"));
    assertProblem("path", rest.raw("GET /seats/%ff HTTP/1.1"), 400, "BAD_REQUEST");
  }

  private BadInput nobody() {
    return new BadInput(Rest.json("venueId", venue, "row", "A", "seat", "1"), "userId", true);
  }

  private void refuses(String method, String path, List<BadInput> inputs) {
    inputs.forEach(input -> {
      Answer answer = rest.send(method, path, input.value());
      assertInvalid(method + " " + path + " " + input.value(), answer);
      check(input.field().equals(BadInput.ANY) || input.field().equals(answer.get("field")), input.toString(), answer);
    });
  }

  private void assertInvalid(String sent, Answer answer) {
    assertProblem(sent, answer, 400, "INVALID_REQUEST");
    check(!answer.get("field").isEmpty(), sent, answer);
  }

  private void assertProblem(String sent, Answer answer, int status, String code) {
    check(answer.status() == status && answer.isProblem() && answer.code().equals(code), sent, answer);
    check(!answer.get("detail").isEmpty() && answer.get("retryable").equals("false"), sent, answer);
  }

  /** One wrong answer does not hide the others. */
  private void check(boolean isRight, String sent, Answer answer) {
    if (!isRight) {
      complaints.add(sent.substring(0, Math.min(sent.length(), 200)) + " → " + answer);
    }
  }
}
