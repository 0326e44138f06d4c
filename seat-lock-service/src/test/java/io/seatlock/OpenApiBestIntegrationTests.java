package io.seatlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As OpenApiIntegrationTests, for the best available seats. */
@AnyRedis
@LongRunning
@OwnServers
class OpenApiBestIntegrationTests {

  private static final DescribedCall BEST = new DescribedCall("POST", "/locks/best");

  private static final String JSON = "application/json";

  private static Deployment deployment;

  private final DescribedAnswers answers = new DescribedAnswers();

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start(), "seat-lock.lock.max-seats-per-user=2");
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void everyDescribedAnswerIsGivenAsDescribed() {
    String venue = "best";
    ask(best(venue, "ann", 1));
    deployment.rest().send("PUT", "/venues/best/plan", DescribedAnswers.threeSeats().toString());
    ask(best(venue, "ann", 2));
    ask(best(venue, "ann", 1));
    ask(best(venue, "bob", 1));
    ask(best(venue, "eve", 1));
    ask(best(venue, "eve", 4));
    ask(best(venue, "ann", 0));
    ask(best(venue, "x".repeat(70_000), 1));
    answers.hold(BEST, send(best(venue, "ann", 1), "Content-Type", "text/plain"));
    answers.hold(BEST, send(best(venue, "ann", 1), "Content-Type", JSON, "Accept", "text/csv"));
    deployment.damagePlan("damaged");
    ask(best("damaged", "ann", 1));
    deployment.redis().servers().pause();
    try {
      ask(best(venue, "ann", 1));
    } finally {
      deployment.redis().servers().resume();
    }
    answers.assertComplete(List.of(BEST));
  }

  private static String best(String venue, String user, int count) {
    return Rest.json("venueId", venue, "userId", user, "count", count);
  }

  private void ask(String body) {
    answers.hold(BEST, send(body, "Content-Type", JSON));
  }

  private static Answer send(String body, String... headers) {
    return deployment.rest().send(BEST.method(), BEST.path(), body.getBytes(UTF_8), headers);
  }
}
