package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.plans.ExamplePlans;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that name no seats, in the audit log: which there are, and that they say where and for whom. */
@AnyRedis
@LongRunning
@OwnServers
class AuditLogIntegrationTests {

  private static final String PLAN = new String(ExamplePlans.hall(1, 2), StandardCharsets.UTF_8);

  @AutoClose
  private static final TokenDeployment service = new TokenDeployment();

  private String venue = "";

  @BeforeEach
  void openAnotherVenue() {
    venue = Deployment.newVenue();
  }

  private static String token(String user, String scope) {
    return service.keys().token(user, "seats:" + scope);
  }

  private String best(String user, int count) {
    return Rest.json("venueId", venue, "userId", user, "count", count);
  }

  private void putPlan() {
    assertThat(service.send(token("boss", "operate"), "PUT", "/venues/" + venue + "/plan", PLAN).status())
        .isEqualTo(201);
  }

  /** A line is written behind its answer. */
  private void awaitLine(String... parts) {
    await().untilAsserted(() -> assertThat(service.audit()).filteredOn(line -> line.contains(venue)).last().asString()
        .contains(parts).contains("\"venueId\":\"" + venue + "\"").doesNotContain("ann", "bob"));
  }

  @Test
  void changesOfAPlanAreLogged() {
    putPlan();
    awaitLine("\"call\":\"PUT /venues/" + venue + "/plan\"", "\"status\":201", "\"role\":\"OPERATOR\"");

    service.send(token("boss", "operate"), "DELETE", "/venues/" + venue + "/plan", null);

    awaitLine("\"call\":\"DELETE /venues/" + venue + "/plan\"", "\"status\":204");
  }

  @Test
  void basketThatIsReadForAnotherUserIsLoggedAndOnesOwnIsNot() {
    String basket = "/users/ann/locks?venueId=" + venue;
    service.send(token("shop", "book"), "GET", basket, null);
    awaitLine("\"call\":\"GET /users/*/locks\"", "\"status\":200", "\"role\":\"BOOKING\"", "\"user\":");
    int lines = service.audit().size();

    service.send(token("ann", "buy"), "GET", basket, null);
    service.send(token("bob", "buy"), "GET", basket, null);

    awaitLine("\"status\":403", "\"code\":\"NOT_YOU\"", "\"user\":");
    assertThat(service.audit()).hasSize(lines + 1);
  }

  @Test
  void refusedChoiceOfTheBestSeatsIsLogged() {
    putPlan();
    service.send(token("shop", "book"), "POST", "/locks/best", best("ann", 3));
    awaitLine("\"call\":\"POST /locks/best\"", "\"status\":409", "\"code\":\"NO_SEATS\"", "\"user\":");

    service.send(token("bob", "buy"), "POST", "/locks/best", best("ann", 1));
    awaitLine("\"status\":403", "\"code\":\"NOT_YOU\"", "\"user\":");

    service.send(token("shop", "book"), "POST", "/locks/best", best("ann", 2));
    awaitLine("\"status\":200", "\"seats\":[");
  }

  /** The token's user is in the normal form of ids, and the path need not be. */
  @Test
  void basketIsOnesOwnInAnySpelling() {
    String basket = "/users/%s/locks?venueId=" + venue;
    String token = token("Zo\u00eb", "buy");

    assertThat(service.send(token, "GET", basket.formatted("Zoe%CC%88"), null).status()).isEqualTo(200);
    assertThat(service.send(token, "GET", basket.formatted("Zoe"), null).code()).isEqualTo("NOT_YOU");
    assertThat(service.send(token, "GET", basket.formatted("%E2%80%AEann"), null).status()).isEqualTo(400);
  }
}
