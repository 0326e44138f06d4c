package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.Random;
import java.util.TreeMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A venue at a glance. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class VenueSeatsIntegrationTests {

  private static final String BITS = "application/octet-stream";

  private final Deployment deployment;

  VenueSeatsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  private static Map<String, String> shown(JsonNode list) {
    Map<String, String> shown = new TreeMap<>();
    list.get("seats").forEach(
        seat -> shown.put(seat.get("row").asString() + "-" + seat.get("seat").asString(),
            seat.get("status").asString()));
    return shown;
  }

  private Answer get(String path, String... headers) {
    return deployment.rest().send("GET", path, null, headers);
  }

  @Test
  void listShowsWhatTheStoreHasAndCountsIt() {
    House house = House.open(deployment.rest(), 20);
    house.change(deployment.rest(), new Random(4), 300);
    String path = "/venues/" + house.venue() + "/seats";
    Answer answer = get(path);

    assertThat(answer.headers()).containsEntry("cache-control", "no-store").containsEntry("content-type",
        "application/json");
    Map<String, String> taken = house.taken(deployment.redis());
    assertThat(shown(answer.json())).isEqualTo(taken).isNotEmpty();
    assertThat(answer.text()).doesNotContain("userId", "\"u0\"", "lockId");
    long locked = taken.values().stream().filter("LOCKED"::equals).count();
    JsonNode counts = answer.json().get("counts");
    assertThat(counts.get("LOCKED").longValue()).isEqualTo(locked);
    assertThat(counts.get("FINALIZED").longValue()).isEqualTo(taken.size() - locked);
    assertThat(counts.get("AVAILABLE").longValue()).isEqualTo(400 - taken.size());
    assertThat(counts.at("/categories/Stalls/LOCKED").longValue()).isEqualTo(locked);
    assertThat(shown(get(path + "?status=FINALIZED").json()).values()).containsOnly("FINALIZED");
    assertThat(shown(get(path + "?section=main").json())).isEqualTo(taken);
  }

  @Test
  void tagIsThatOfWhatIsShown() {
    House house = House.open(deployment.rest(), 2);
    String path = "/venues/" + house.venue() + "/seats";
    for (String accept : new String[] {"application/json", BITS}) {
      String tag = String.valueOf(get(path, "Accept", accept).headers().get("etag"));
      assertThat(get(path, "Accept", accept, "If-None-Match", tag).status()).as(accept).isEqualTo(304);
      Answer lock = deployment.rest().lock(house.venue(), "R0", "1", "ann", 60);
      Answer changed = get(path, "Accept", accept, "If-None-Match", tag);
      assertThat(changed.status()).as(accept).isEqualTo(200);
      assertThat(changed.headers().get("etag")).isNotEqualTo(tag);
      deployment.rest().unlock(house.venue(), "R0", "1", lock.get("lockId"));
      assertThat(get(path, "Accept", accept, "If-None-Match", tag).status()).as(accept).isEqualTo(304);
    }
  }

  @Test
  void bitsAreInTheOrderOfThePlan() {
    House house = House.open(deployment.rest(), 3);
    deployment.rest().lock(house.venue(), "R0", "1", "ann", 60);
    deployment.rest().lock(house.venue(), "R0", "6", "ann", 60);
    deployment.rest().post("/seats/finalize",
        Rest.json("venueId", house.venue(), "row", "R0", "seat", "6", "userId", "ann"));
    Answer answer = get("/venues/" + house.venue() + "/seats", "Accept", BITS);
    assertThat(answer.headers()).containsEntry("content-type", BITS).containsEntry("content-length", "15")
        .containsKeys("x-seat-seq", "x-seat-plan", "etag");
    assertThat(answer.text().charAt(0)).isEqualTo('@');
    assertThat(answer.text().charAt(1)).isEqualTo(' ');
  }

  @Test
  void venueWithoutPlanShowsItsSeatsAndNoBits() {
    String venue = Deployment.newVenue();
    deployment.rest().lock(venue, "A", "1", "ann", 60);
    JsonNode list = get("/venues/" + venue + "/seats").json();
    assertThat(shown(list)).containsExactly(Map.entry("A-1", "LOCKED"));
    assertThat(list.has("plan")).isFalse();
    assertThat(list.get("counts").has("AVAILABLE")).isFalse();
    assertThat(list.at("/seats/0/expiresAt").asString()).endsWith("Z");
    assertThat(get("/venues/" + venue + "/seats", "Accept", BITS).code()).isEqualTo("NO_PLAN");
    assertThat(get("/venues/nobody-knows-it/seats").json().get("seats")).isEmpty();
  }

  @Test
  void mistakesAreNamed() {
    House house = House.open(deployment.rest(), 1);
    String path = "/venues/" + house.venue() + "/seats";
    assertThat(get(path + "?status=SOLD").get("field")).isEqualTo("status");
    assertThat(get(path + "?section=balcony").get("field")).isEqualTo("section");
    assertThat(get(path + "?section=main", "Accept", BITS).get("field")).isEqualTo("section");
    assertThat(get("/venues/a:b/seats").get("field")).isEqualTo("venueId");
    assertThat(get(path, "Accept", "text/csv").code()).isEqualTo("NOT_ACCEPTABLE");
  }
}
