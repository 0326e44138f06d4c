package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two labels that look the same are one seat and one user, on every way in and out; docs/ids.md has the rule. */
@ExtendWith(SharedDeployment.class)
class LookAlikeIdsIntegrationTests {

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  LookAlikeIdsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @ParameterizedTest
  @CsvSource({"\uAC00, \u1100\u1161", "\u00C5, \u212B", "\u00C5, A\u030A",
      "\u0E19\u0E49\u0E33, \u0E19\u0E4D\u0E49\u0E32"})
  void twoSpellingsAreOneSeatEverywhere(String normal, String other) {
    assertThat(rest.lock(venue, other, other, "ann", 60).status()).isEqualTo(200);
    assertThat(rest.lock(venue, normal, normal, "bob", 60).code()).isEqualTo("SEAT_LOCKED");
    for (String row : List.of(normal, other)) {
      Answer status = rest.status(venue, encoded(row), encoded(row));
      assertThat(status.get("lockedBy")).isEqualTo("ann");
      assertThat(status.get("seat")).isEqualTo(normal + "-" + normal);
    }
    assertThat(deployment.redis().commands().hkeys(deployment.redis().seats(venue)))
        .containsExactly(normal + "_" + normal);
    String name = venue + ":" + normal + ":" + normal;
    assertThat(deployment.redis().commands().exists(deployment.redis().key(venue, "seatlock:" + name))).isOne();

    ask("seat.lock.requested", other, "bob");
    ask("seat.finalize", other, "ann");

    assertThat(deployment.events(venue)).hasSize(3).allSatisfy(event -> {
      assertThat(event.key()).isEqualTo(name);
      assertThat(event.get("row")).isEqualTo(normal);
      assertThat(event.get("seat")).isEqualTo(normal);
      assertThat(event.header("ce_subject")).isEqualTo(name);
    }).extracting(Event::what).containsExactlyInAnyOrder("locked", "lock.rejected", "finalized");
    assertThat(rest.status(venue, encoded(other), encoded(other)).get("status")).isEqualTo("FINALIZED");
  }

  @Test
  void twoSpellingsAreOneUserEverywhere() {
    String lockId = rest.lock(venue, "A", "1", "Zoe\u0308", 60).get("lockId");
    assertThat(rest.lock(venue, "A", "1", "Zo\u00EB", 60).get("lockId")).isEqualTo(lockId).isNotEmpty();
    assertThat(rest.status(venue, "A", "1").get("lockedBy")).isEqualTo("Zo\u00EB");
    assertThat(
        deployment.redis().commands().exists(deployment.redis().key(venue, "seat-holdings:" + venue + ":Zo\u00EB")))
        .isOne();
    assertThat(rest.send("DELETE", "/locks?venueId=" + venue + "&row=A&seat=1&userId=" + encoded("Zoe\u0308"), null)
        .status()).isEqualTo(200);
    assertThat(deployment.events(venue)).hasSize(2).allSatisfy(
        event -> assertThat(event.get("userId")).isEqualTo("Zo\u00EB"));
  }

  @Test
  void twoSpellingsInAGroupAreOneSeatNamedTwice() {
    Answer answer = rest.post("/locks", Rest.json("venueId", venue, "userId", "ann", "seats",
        Rest.seats("\uAC00", "\u00C5", "\u212B")));
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.get("detail")).contains("names a seat twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"แถว ก", "น้ำ", "पंक्ति क", "பகுதி", "가열", "Hàng ghế 1", "Ряд Й", "صَفّ"})
  void labelsWithMarksAreStoredAndAnnouncedAsTheyAre(String label) {
    String normal = Normalizer.normalize(label, Normalizer.Form.NFC);
    assertThat(rest.lock(venue, label, "1", label, 60).status()).isEqualTo(200);
    assertThat(rest.status(venue, encoded(label), "1").get("lockedBy")).isEqualTo(normal);
    assertThat(deployment.events(venue)).hasSize(1).allSatisfy(event -> {
      assertThat(event.get("row")).isEqualTo(normal);
      assertThat(event.get("userId")).isEqualTo(normal);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"u5 ", " u5", "u5\u00A0", "\u2003u5", "u5\u3000", "\tu5", "u\u00A05", "u  5", "u\u200D5",
      "\uFEFFu5", "\uFF55\uFF15", "undefined", "null", "NaN", "[object Object]", "None", "${userId}"})
  void noSecondUserHidesBehindOneThatLooksTheSame(String user) {
    assertInvalid(rest.lock(venue, "A", "1", user, 60), "userId");
    assertInvalid(rest.send("PATCH", "/locks", Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", user)),
        "userId");
    assertInvalid(rest.send("DELETE", "/locks?venueId=" + venue + "&row=A&seat=1&userId=" + encoded(user), null),
        "userId");
    assertInvalid(rest.send("DELETE", "/locks?venueId=" + venue + "&row=A&seat=1&lockId=" + encoded(user), null),
        "lockId");
    assertInvalid(rest.get("/seats/status?venueId=" + venue + "&seat=1&row=" + encoded(user)), "row");

    ask("seat.lock.requested", "A", user);
    ask("seat.finalize", "A", user);
    assertThat(deployment.events(venue)).hasSize(2).allSatisfy(event -> {
      assertThat(event.get("code")).isEqualTo("INVALID_REQUEST");
      assertThat(event.get("field")).isEqualTo("userId");
      assertThat(event.get("userId")).isEqualTo(user);
    });
    assertThat(deployment.redis().commands().exists(deployment.redis().seats(venue))).isZero();
  }

  @Test
  void requestIdHasTheSameRuleAndComesBackInItsNormalForm() {
    rest.lock(venue, "A", "1", "ann", 60);
    for (String requestId : List.of("e\u0301-1", "r1 ")) {
      deployment.kafka().send("seat.lock.requested", venue + ":A:1",
          Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "bob", "requestId", requestId));
    }
    deployment.kafka().awaitRequestsServed();

    assertThat(deployment.events(venue)).filteredOn(event -> event.what().equals("lock.rejected"))
        .extracting(event -> event.get("code") + " " + event.get("field") + " " + event.get("requestId"))
        .containsExactlyInAnyOrder("SEAT_LOCKED  \u00E9-1", "INVALID_REQUEST requestId r1 ");
  }

  private void ask(String topic, String label, String user) {
    deployment.kafka().send(topic, venue + ":" + label,
        Rest.json("venueId", venue, "row", label, "seat", label, "userId",
            user));
    deployment.kafka().awaitRequestsServed();
  }

  private static void assertInvalid(Answer answer, String field) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.get("field")).isEqualTo(field);
    assertThat(answer.get("detail")).startsWith(field + " ").isNotEqualTo(field + " ");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
