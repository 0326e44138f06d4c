package io.seatlock;

import static io.seatlock.DescribedCall.OPEN_API;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As OpenApiIntegrationTests, for the calls for seating plans. */
@AnyRedis
@OwnServers
class OpenApiPlansIntegrationTests {

  private static final DescribedCall PUT = new DescribedCall("PUT", "/venues/{venueId}/plan");

  private static final DescribedCall GET = new DescribedCall("GET", "/venues/{venueId}/plan");

  private static final DescribedCall DELETE = new DescribedCall("DELETE", "/venues/{venueId}/plan");

  private static final List<DescribedCall> CALLS = List.of(PUT, GET, DELETE);

  private static final String JSON = "application/json";

  private static Deployment deployment;

  private final DescribedAnswers answers = new DescribedAnswers();

  private final String plan = OPEN_API.at("/components/examples/PLAN/value").toString();

  @BeforeAll
  static void start() {
    // Whoever puts a plan while Redis is paused waits twice as long.
    deployment = new Deployment(RealRedis.start(), "spring.data.redis.timeout=4s");
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void everyDescribedAnswerIsGivenAsDescribed() throws Exception {
    ask(GET, "plans", null);
    assertThat(ask(PUT, "plans", plan).status()).isEqualTo(201);
    assertThat(ask(PUT, "plans", plan).status()).isEqualTo(200);
    ask(PUT, "both", twoZones());
    ask(PUT, "both", twoZones());
    ask(GET, "plans", null);
    assertThat(deployment.rest().lock("plans", "A", "2", "ann", 60).status()).isEqualTo(200);
    ask(PUT, "plans", plan.replace("\"2\"", "\"3\""));
    ask(PUT, "plans", plan.replace("\"2\"", "\"1\""));
    ask(PUT, "plans", " ".repeat(25 << 20));
    answers.hold(PUT, send(PUT, "plans", plan, "Content-Type", "text/plain"));
    answers.hold(PUT, send(PUT, "plans", plan, "Content-Type", JSON, "Content-Encoding", "gzip"));
    for (DescribedCall call : CALLS) {
      ask(call, "A_1", call.equals(PUT) ? plan : null);
      answers.hold(call,
          send(call, "plans", call.equals(PUT) ? plan : null, "Content-Type", JSON, "Accept", "text/csv"));
    }
    deployment.damagePlan("damaged");
    ask(GET, "damaged", null);
    deployment.redis().servers().pause();
    try {
      List<Answer> given = AtOnce.run(CALLS.size(), i -> send(CALLS.get(i), "plans", i == 0 ? plan : null));
      for (int i = 0; i < CALLS.size(); i++) {
        answers.hold(CALLS.get(i), given.get(i));
      }
    } finally {
      deployment.redis().servers().resume();
    }
    answers.assertComplete(CALLS);
  }

  @Test
  void planComesBackAsItWasPutUntilItIsTakenAway() {
    String odd = plan.replace("{\"name\":\"Small hall\"", "{ \"unknown\" : [ 1.0e0 ],\n\"name\":\"Small hall\"");
    send(PUT, "odd", odd);
    Answer known = send(GET, "odd", null);

    assertThat(known.text()).isEqualTo(odd);
    assertThat(send(GET, "odd", null, "If-None-Match", String.valueOf(known.headers().get("etag"))).status())
        .isEqualTo(304);
    assertThat(send(DELETE, "odd", null).status()).isEqualTo(204);
    assertThat(send(GET, "odd", null).code()).isEqualTo("NO_PLAN");
  }

  private String twoZones() {
    return plan.replace("\"zones\":[", "\"zones\":[{\"zone_id\":\"stage\",\"position\":{\"x\":0,\"y\":0},\"rows\":[],"
        + "\"areas\":[{\"shape\":\"circle\",\"circle\":{\"radius\":9}}]},");
  }

  private Answer ask(DescribedCall call, String venue, @Nullable String body) {
    Answer answer = body == null ? send(call, venue, null) : send(call, venue, body, "Content-Type", JSON);
    answers.hold(call, answer);
    return answer;
  }

  private static Answer send(DescribedCall call, String venue, @Nullable String body,
      String... headers) {
    String[] all = body != null && headers.length == 0 ? new String[] {"Content-Type", JSON} : headers;
    return deployment.rest().send(call.method(), call.path(venue, "ann"), body == null ? null : body.getBytes(UTF_8),
        all);
  }
}
