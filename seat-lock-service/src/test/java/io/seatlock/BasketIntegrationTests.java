package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a user holds in a venue. */
@ExtendWith(SharedDeployment.class)
class BasketIntegrationTests {

  private final RealRedis redis;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  BasketIntegrationTests(Deployment deployment) {
    this.redis = deployment.redis();
    this.rest = deployment.rest();
  }

  private JsonNode basket(String user) {
    Answer answer = rest.get("/users/" + user + "/locks?venueId=" + venue);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("cache-control", "no-store");
    return answer.json().get("locks");
  }

  private static List<String> seats(JsonNode basket) {
    return basket.valueStream().map(lock -> lock.get("row").asString() + "-" + lock.get("seat").asString()).toList();
  }

  @Test
  void showsEachLockedSeatOfTheUserInTheVenueTheFirstToEndFirst() {
    String group = Rest.json("venueId", venue, "seats", Rest.seats("B", "1", "2"), "userId", "ann", "timeoutSeconds",
        50);
    Answer two = rest.post("/locks", group);
    Answer one = rest.lock(venue, "A", "1", "ann", 40);
    rest.lock(venue, "A", "2", "bob", 40);
    rest.lock(Deployment.newVenue(), "A", "3", "ann", 40);

    JsonNode basket = basket("ann");

    assertThat(seats(basket)).hasSize(3).startsWith("A-1").contains("B-1", "B-2");
    JsonNode first = basket.get(0);
    assertThat(first.propertyNames()).isEqualTo(
        Set.of("lockId", "row", "seat", "expiresAt", "expiresInSeconds", "version"));
    assertThat(first.get("expiresInSeconds").asInt()).isBetween(1, 40);
    assertThat(first.get("expiresAt").asString()).isEqualTo(one.get("expiresAt"));
    assertThat(first.get("lockId").asString()).isEqualTo(one.get("lockId"));
    assertThat(List.of(basket.get(1), basket.get(2))).extracting(lock -> lock.get("lockId").asString())
        .containsOnly(two.get("lockId"));
  }

  @Test
  void isEmptyOfSeatsThatWereSoldOrGivenBackOrWhoseTimeIsUp() throws InterruptedException {
    assertThat(basket("ann")).isEmpty();
    Answer returned = rest.lock(venue, "A", "1", "ann", 40);
    rest.unlock(venue, "A", "1", String.valueOf(returned.get("lockId")));
    rest.lock(venue, "A", "2", "ann", 40);
    rest.post("/seats/finalize", Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "ann"));
    Answer ending = rest.lock(venue, "A", "3", "ann", 5);
    assertThat(seats(basket("ann"))).containsExactly("A-3");

    while (redis.timeMillis() <= ending.expiresAt().toEpochMilli()) {
      Thread.sleep(50);
    }

    assertThat(basket("ann")).isEmpty();
  }

  @Test
  void twoSpellingsOfAUserAreOneBasket() {
    rest.lock(venue, "A", "1", "J\u00f6rg", 40);

    assertThat(seats(basket("Jo%CC%88rg"))).containsExactly("A-1");
  }

  /** The server refuses such a user in the path, or takes it for another one. */
  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "a%b", "a;b", "a?b#c", "a+b", "..", "\uD83D\uDE00"})
  void isFoundForEveryUser(String user) {
    rest.lock(venue, "A", "1", user, 40);

    Answer answer = rest
        .get("/users/locks?venueId=" + venue + "&userId=" + URLEncoder.encode(user, StandardCharsets.UTF_8));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(seats(answer.json().get("locks"))).containsExactly("A-1");
  }

  @ParameterizedTest
  @CsvSource({"/users/locks?userId=ann, venueId", "/users/locks?venueId=1, userId",
      "/users/locks?venueId=1&userId=, userId",
      "/users/ann/locks, venueId", "/users/ann/locks?venueId=, venueId",
      "/users/ann/locks?venueId=a%3Ab, venueId",
      "/users/undefined/locks?venueId=1, userId", "/users/%20ann/locks?venueId=1, userId"})
  void whatIsNoUserOrVenueIsRefusedByItsField(String path, String field) {
    Answer answer = rest.get(path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.get("code")).isEqualTo("INVALID_REQUEST");
    assertThat(answer.get("field")).isEqualTo(field);
  }
}
