package io.seatlock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plans.ExamplePlans;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that are none are refused with a code, and nothing changes in Redis. Large ones are taken. */
@ExtendWith(SharedDeployment.class)
class PlanBadInputIntegrationTests {

  private static final String PLAN = CallsOfTheTable.PLAN;

  private final Deployment deployment;

  private final String venue = Deployment.newVenue();

  PlanBadInputIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  static Stream<Arguments> badPlans() {
    String row = "\"row_number\":\"A\"";
    return Stream.of(bad("25 MB", " ".repeat(25 << 20), 413, "REQUEST_TOO_LARGE"),
        bad("cut", PLAN.substring(0, PLAN.length() / 2)), bad("no JSON", "plan"), bad("nothing", ""),
        bad("nested 1,000 deep", PLAN.replace(row, "\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "," + row)),
        bad("NaN", PLAN.replace("\"x\":20", "\"x\":NaN")), bad("1e308", PLAN.replace("\"x\":20", "\"x\":1e308")),
        bad("negative size", PLAN.replace("\"width\":200", "\"width\":-200")),
        bad("no size", PLAN.replace("\"width\":200", "\"width\":0")),
        bad("duplicate", PLAN.replace("\"seat_number\":\"2\"", "\"seat_number\":\"1\"")),
        bad("empty zone", PLAN.replaceAll("\"rows\":\\[.*?}]}]", "\"rows\":[]")),
        bad("no zone", "{\"name\":\"x\",\"size\":{\"width\":1,\"height\":1},\"categories\":[],\"zones\":[]}"),
        bad("script as a row", PLAN.replace(row, "\"row_number\":\"<script>\"")),
        bad("mark of direction in a row", PLAN.replace(row, "\"row_number\":\"A\\u202e\"")),
        bad("unknown shape", PLAN.replace("\"areas\":[]", "\"areas\":[{\"shape\":\"star\"}]")),
        bad("unknown category", PLAN.replace("\"name\":\"Adult\"", "\"name\":\"Child\"")),
        bad("wrong type", PLAN.replace(row, "\"row_number\":1")),
        bad("100,001 seats", new String(ExamplePlans.arena(100_001), UTF_8)));
  }

  private static Arguments bad(String what, String document) {
    return bad(what, document, 400, "INVALID_PLAN");
  }

  private static Arguments bad(String what, String document, int status, String code) {
    return Arguments.argumentSet(what, document, status, code);
  }

  @ParameterizedTest
  @MethodSource("badPlans")
  void badPlanChangesNothing(String document, int status, String code) {
    assertThat(document).isNotEqualTo(PLAN);
    // Locks of tests before this one may end meanwhile.
    deployment.redis().removeAllSeats();
    deployment.rest().send("PUT", "/venues/" + venue + "/plan", PLAN);
    deployment.rest().lock(venue, "A", "1", "ann", 900);
    deployment.awaitEmptyOutbox();
    Map<String, String> before = deployment.redis().everything();

    Answer answer = deployment.rest().send("PUT", "/venues/" + venue + "/plan", document);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(deployment.redis().everything()).isEqualTo(before);
    assertThat(deployment.rest().get("/venues/" + venue + "/plan").text()).isEqualTo(PLAN);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void planInAnotherCharsetIsRefused(Charset charset) {
    Answer answer = deployment.rest().send("PUT", "/venues/" + venue + "/plan",
        PLAN.replace("Small hall", "Gr\u00F6\u00DFe").getBytes(charset), "Content-Type", "application/json");

    assertThat(answer.code()).isEqualTo("INVALID_PLAN");
    assertThat(deployment.rest().get("/venues/" + venue + "/plan").code()).isEqualTo("NO_PLAN");
  }

  static Stream<Charset> charsets() {
    return Stream.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16);
  }

  @Test
  void hostileNamesComeBackAsTheyWere() {
    String hostile = PLAN.replace("Small hall", "<script>alert(1)</script> \u202E").replace("Ground floor",
        "\\u0000\\\"><img src=x onerror=alert(1)>");

    assertThat(deployment.rest().send("PUT", "/venues/" + venue + "/plan", hostile).status()).isEqualTo(201);
    Answer answer = deployment.rest().get("/venues/" + venue + "/plan");
    assertThat(answer.text()).isEqualTo(hostile);
    assertThat(answer.headers()).containsEntry("content-type", "application/json")
        .containsEntry("x-content-type-options", "nosniff");
  }

  /** About 19 MB, as the editor would write them. */
  @Test
  void hundredThousandSeatsAreTakenAndOnlyTheyCanBeLocked() {
    byte[] plan = ExamplePlans.hall(250, 400);

    Answer answer = deployment.rest().send("PUT", "/venues/" + venue + "/plan", plan, "Content-Type",
        "application/json");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().get("seats").asInt()).isEqualTo(100_000);
    assertThat(deployment.rest().lock(venue, "250", "400", "ann", 60).status()).isEqualTo(200);
    assertThat(deployment.rest().lock(venue, "251", "1", "ann", 60).code()).isEqualTo("SEAT_UNKNOWN");
    assertThat(deployment.rest().get("/venues/" + venue + "/plan").text().getBytes(UTF_8)).isEqualTo(plan);
  }
}
