package io.seatlock;

import static io.seatlock.DescribedCall.OPEN_API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every answer that the description of the REST calls names is asked for; none may differ or be missing. */
@AnyRedis
@OwnServers
class OpenApiIntegrationTests {

  private static final DescribedCall LOCK = new DescribedCall("POST", "/locks");

  private static final DescribedCall EXTEND = new DescribedCall("PATCH", "/locks");

  private static final DescribedCall UNLOCK = new DescribedCall("DELETE", "/locks");

  private static final DescribedCall STATUS = new DescribedCall("GET", "/seats/status");

  private static final DescribedCall BASKET = new DescribedCall("GET", "/users/locks");

  private static final DescribedCall BASKET_OF_PATH = new DescribedCall("GET", "/users/{userId}/locks");

  private static final DescribedCall FINALIZE = new DescribedCall("POST", "/seats/finalize");

  private static final DescribedCall RELEASE = new DescribedCall("POST", "/seats/release");

  private static final String JSON = "application/json";

  private static Deployment deployment;

  private final DescribedAnswers answers = new DescribedAnswers();

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start(), "seat-lock.lock.max-seats-per-user=3", "seat-lock.holder.pause=1m",
        "seat-lock.growth.max-seats-per-venue=5");
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void isServedAsJsonAndAsItWasWritten() {
    assertThat(deployment.rest().get("/v3/api-docs").json()).isEqualTo(OPEN_API.root());
    assertThat(deployment.rest().get("/v3/api-docs.yaml").text()).startsWith("# Written by hand")
        .contains("openapi: 3.1.0");
    assertThat(deployment.rest().get("/v3/api-docs.yaml").headers()).containsEntry("content-type", "application/yaml");
  }

  @Test
  void isShownBySwaggerUi() {
    String page = deployment.rest().get("/swagger-ui.html").text();
    assertThat(page).doesNotContainPattern("<script>|<style|style=|onload=");
    assertThat(deployment.rest().get("/swagger-ui.js").text()).contains("url: 'v3/api-docs'");
    Matcher files = Pattern.compile("(?:href|src)=\"([^\"]+)\"").matcher(page);
    assertThat(files.results().map(file -> deployment.rest().get("/" + file.group(1)).status())).containsExactly(200,
        200, 200);
  }

  @Test
  void everyDescribedAnswerIsGivenAsDescribed() throws Exception {
    ask(STATUS, seat("1"));
    ask(UNLOCK, seat("1"));
    ask(FINALIZE, seat("1", "userId", "ann"));
    ask(EXTEND, seat("1", "userId", "ann"));
    ask(RELEASE, seat("1"));

    ask(LOCK, seat("1", "userId", "ann"));
    ask(STATUS, seat("1"));
    ask(EXTEND, seat("1", "userId", "ann", "timeoutSeconds", 300));
    ask(LOCK, seat("1", "userId", "bob"));
    ask(LOCK, seats("ann", "1", "2"));
    ask(LOCK, seats("bob", "1", "2"));
    ask(UNLOCK, seat("1", "userId", "bob"));
    ask(EXTEND, seat("1", "userId", "bob"));
    ask(FINALIZE, seat("1", "userId", "bob"));
    ask(RELEASE, seat("1"));

    ask(BASKET, Map.of("userId", "ann", "venueId", "open-api"));
    ask(BASKET, Map.of("userId", "ann"));
    ask(BASKET_OF_PATH, Map.of("userId", "ann", "venueId", "open-api"));
    ask(BASKET_OF_PATH, Map.of("userId", "ann"));

    ask(FINALIZE, seat("1", "userId", "ann"));
    ask(STATUS, seat("1"));
    ask(LOCK, seat("1", "userId", "ann"));
    ask(UNLOCK, seat("1", "userId", "ann"));
    ask(EXTEND, seat("1", "userId", "ann"));
    ask(FINALIZE, seat("1", "userId", "bob"));
    ask(RELEASE, seat("1", "userId", "bob"));
    ask(RELEASE, seat("1"));

    ask(LOCK, seats("ann", "1", "2", "3"));
    ask(LOCK, seat("4", "userId", "ann"));
    String guests = ask(LOCK, seat("6", "userId", "guest")).get("lockId");
    ask(EXTEND, seat("6", "lockId", guests, "newUserId", "ann"));
    ask(EXTEND, seat("6", "lockId", guests, "newUserId", "bob"));
    ask(EXTEND, seats("ann", "1", "2", "3"));
    ask(UNLOCK, seats("ann", "1", "2", "3"));

    ask(LOCK, seat("5", "userId", "dan", "timeoutSeconds", 1));
    await().until(() -> ask(STATUS, seat("5")).get("status").equals("AVAILABLE"));
    ask(UNLOCK, seat("5", "userId", "dan"));
    ask(EXTEND, seat("5", "userId", "dan"));
    ask(FINALIZE, seat("5", "userId", "dan"));
    ask(LOCK, seat("5", "userId", "dan"));

    deployment.rest().send("PUT", "/venues/planned/plan", OPEN_API.at("/components/examples/PLAN/value").toString());
    ask(LOCK, Map.of("venueId", "planned", "row", "A", "seat", "99", "userId", "ann"));
    deployment.rest().send("PUT", "/venues/orphans/plan",
        DescribedAnswers.threeSeats().put("orphan_rule", true).toString());
    ask(LOCK, Map.of("venueId", "orphans", "row", "A", "seat", "2", "userId", "ann"));

    deployment.redis().commands().hset(deployment.redis().seats("open-api"), "A_7", "{oops");
    ask(LOCK, seat("9", "userId", "eve"));
    for (DescribedCall call : DescribedCall.ofSeats()) {
      ask(call, seat("7", "userId", "ann"));
      if (call.hasBody()) {
        ask(call, seats("ann", "7", "8"));
      }
    }

    for (DescribedCall call : DescribedCall.ofSeats()) {
      ask(call, Map.of("venueId", "open-api", "seat", "1", "userId", "ann"));
      ask(call, seat("1", "userId", "ann"), JSON, "text/csv");
      if (call.hasBody()) {
        ask(call, seat("1", "userId", "x".repeat(70_000)));
        ask(call, seat("1", "userId", "ann"), "text/plain", "*/*");
        answers.hold(call,
            deployment.rest().send(call.method(), call.path("open-api", "ann"), new byte[] {0x1f, (byte) 0x8b},
                "Content-Type", JSON,
                "Content-Encoding", "gzip"));
      }
    }
    deployment.redis().servers().pause();
    try {
      List<DescribedCall> calls = DescribedCall.ofSeats();
      List<Answer> given = AtOnce.run(calls.size(), i -> send(calls.get(i), seat("1", "userId", "ann"), JSON, "*/*"));
      for (int i = 0; i < calls.size(); i++) {
        answers.hold(calls.get(i), given.get(i));
      }
    } finally {
      deployment.redis().servers().resume();
    }
    answers.assertComplete(DescribedCall.ofSeats());
  }

  @Test
  void whatFitsNoCallIsAnsweredByTheTable() {
    assertThat(deployment.rest().get("/nowhere").code()).isEqualTo("NOT_FOUND");
    assertThat(deployment.rest().send("PUT", "/locks", "{}").code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(deployment.rest().send("PUT", "/locks", "{}").headers().get("allow")).contains("POST", "PATCH",
        "DELETE");
  }

  @Test
  void everyCallReadsTheDescribedFieldsAndNoOther() {
    for (DescribedCall call : DescribedCall.ofSeats()) {
      if (call.hasBody()) {
        String advice = send(call, Map.of("nope", 1), JSON, "*/*").get("detail");
        String fields = advice.substring(advice.indexOf('[') + 1, advice.indexOf(']'));
        assertThat(Set.of(fields.split(", "))).as("%s", call)
            .isEqualTo(Set.copyOf(call.body("schema").get("properties").propertyNames()));
      }
    }
  }

  @Test
  void everyExampleOfARequestCanBeRead() {
    for (DescribedCall call : DescribedCall.ofSeats()) {
      for (JsonNode example : call.body("examples")) {
        Answer answer = deployment.rest().send(call.method(), call.path("open-api", "ann"),
            example.get("value").toString());
        assertThat(answer.status()).as("%s %s", call, example).isIn(200, 403, 404, 409);
      }
    }
  }

  private Answer ask(DescribedCall call, Map<String, Object> request) {
    return ask(call, request, JSON, "*/*");
  }

  /** Asks, and holds the answer against the description of its status and against an example with its code. */
  private Answer ask(DescribedCall call, Map<String, Object> request, String contentType, String accept) {
    Answer answer = send(call, request, contentType, accept);
    answers.hold(call, answer);
    return answer;
  }

  private static Answer send(DescribedCall call, Map<String, Object> request, String contentType, String accept) {
    String path = call.path("open-api", "ann");
    if (call.hasBody()) {
      byte[] body = JsonMapper.shared().writeValueAsBytes(request);
      return deployment.rest().send(call.method(), path, body, "Content-Type", contentType, "Accept", accept);
    }
    List<String> query = new ArrayList<>();
    request.forEach((name, value) -> query.add(name + "=" + value));
    return deployment.rest().send(call.method(), path + "?" + String.join("&", query), null, "Accept", accept);
  }

  private static Map<String, Object> seat(String seat, Object... more) {
    Map<String, Object> request = new LinkedHashMap<>();
    for (int i = 0; i < more.length; i += 2) {
      request.put((String) more[i], more[i + 1]);
    }
    request.putAll(Map.of("venueId", "open-api", "row", "A", "seat", seat));
    return request;
  }

  private static Map<String, Object> seats(String user, String... seats) {
    return Map.of("venueId", "open-api", "userId", user, "seats",
        Arrays.stream(seats).map(seat -> Map.of("row", "A", "seat", seat)).toList());
  }
}
