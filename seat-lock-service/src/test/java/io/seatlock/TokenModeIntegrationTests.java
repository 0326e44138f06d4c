package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried against token mode: strange tokens, keys and users, an issuer that is away; each is refused. */
@AnyRedis
@OwnServers
class TokenModeIntegrationTests {

  @AutoClose
  private static final TokenDeployment service = new TokenDeployment(
      "seat-lock.security.roles-claim=realm_access.roles");

  private String venue = "";

  private String seat = "";

  @BeforeEach
  void openAnotherVenue() {
    venue = Deployment.newVenue();
    seat = Rest.json("venueId", venue, "row", "A", "seat", "1");
  }

  private static KeyServer keys() {
    return service.keys();
  }

  private Answer lock(String token) {
    return service.send(token, "POST", "/locks", seat);
  }

  private String forUser(String user) {
    return Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", user);
  }

  private void assertNothingStored() {
    assertThat(service.servers().redis().commands().exists(service.servers().redis().seats(venue))).isZero();
  }

  /** Abuse case 1. */
  @Test
  void aBuyerCanNotReleaseTheSoldSeatOfAnother() {
    String booking = keys().token("shop", "seats:book");
    service.send(booking, "POST", "/locks", forUser("bob"));
    service.send(booking, "POST", "/seats/finalize", forUser("bob"));
    int refusals = service.refusals(0);

    Answer refused = service.send(keys().token("ann", "seats:buy"), "POST", "/seats/release", forUser("bob"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(service.send(booking, "GET", "/seats/status?venueId=" + venue + "&row=A&seat=1", null).get("status"))
        .isEqualTo("FINALIZED");
    assertThat(service.refusals(refusals + 1)).isEqualTo(refusals + 1);
    assertThat(service.audit()).last().asString().contains("\"call\":\"POST /seats/release\"",
        "\"status\":403", "\"code\":\"FORBIDDEN\"", "\"client\":\"web\"").doesNotContain("ann", "bob");
  }

  @Test
  void aBasketIsForItsOwnerAndTheSecretsInItForWhoMakesLocks() {
    String lockId = lock(keys().token("ann", "seats:buy")).lockId().orElseThrow();
    String basket = "/users/ann/locks?venueId=" + venue;
    Answer own = service.send(keys().token("ann", "seats:buy"), "GET", basket, null);
    Answer foreign = service.send(keys().token("bob", "seats:buy"), "GET", basket, null);
    Answer booking = service.send(keys().token("shop", "seats:book"), "GET", basket, null);
    Answer operator = service.send(keys().token("boss", "seats:operate"), "GET", basket, null);

    Answer ofToken = service.send(keys().token("ann", "seats:buy"), "GET", "/users/locks?venueId=" + venue, null);
    Answer foreignInQuery = service.send(keys().token("bob", "seats:buy"), "GET",
        "/users/locks?userId=ann&venueId=" + venue, null);

    assertThat(own.text()).contains(lockId);
    assertThat(ofToken.text()).contains(lockId);
    assertThat(foreignInQuery.text()).contains("NOT_YOU").doesNotContain(lockId);
    assertThat(foreign.text()).contains("NOT_YOU").doesNotContain(lockId);
    assertThat(booking.text()).contains(lockId);
    assertThat(operator.status()).isEqualTo(200);
    assertThat(operator.text()).contains("\"row\":\"A\"").doesNotContain(lockId);
  }

  /** Abuse case 2. */
  @Test
  void whoReadsTheStatusLearnsNothingToActWith() {
    service.send(keys().token("bob", "seats:buy"), "POST", "/locks", seat);
    String ann = keys().token("ann", "seats:buy");

    Answer status = service.send(ann, "GET", "/seats/status?venueId=" + venue + "&row=A&seat=1", null);
    Answer asBob = service.send(ann, "POST", "/locks", forUser("bob"));

    assertThat(status.text()).doesNotContain("bob", "expires");
    assertThat(asBob.status()).isEqualTo(403);
    assertThat(asBob.code()).isEqualTo("NOT_YOU");
    assertThat(asBob.text() + status.text()).doesNotContainPattern("[0-9a-f]{32}");
  }

  /** Abuse case 3, and more of its kind. */
  @Test
  void strangeTokensAreRefused() {
    for (String token : CallersOfTheTable.strangeTokens(keys())) {
      Answer refused = lock(token);
      assertThat(refused.status()).as(CallersOfTheTable.name(token)).isEqualTo(401);
      assertThat(refused.isProblem()).isTrue();
      assertThat(refused.headers().get("www-authenticate")).contains("error=\"invalid_token\"");
    }
    assertNothingStored();
  }

  @Test
  void accessTokensOfSeveralIssuersAreAccepted() {
    for (String token : List.of(
        keys().tokenWithHeader(header -> header.type(new JOSEObjectType("at+jwt"))),
        keys().tokenWithHeader(header -> header.type(new JOSEObjectType("application/at+jwt"))),
        keys().tokenWithHeader(header -> header.type(null)),
        keys().token(claims -> claims.claim("typ", "Bearer").claim("nonce", "n")),
        keys().token(claims -> claims.claim("scope", null).claim("scp", List.of("seats:buy"))),
        keys().token(claims -> claims.claim("scope", null).claim("realm_access",
            Map.of("roles", List.of("seats:buy", "other")))))) {
      assertThat(lock(token).status()).as(CallersOfTheTable.name(token)).isEqualTo(200);
    }
  }

  @Test
  void unknownScopesAllowNothing() {
    for (String scope : List.of("", "seats", "SEATS:BUY", "seats:buyer", "admin", "seats:buy,seats:book")) {
      assertThat(lock(keys().token("ann", scope)).status()).as(scope).isEqualTo(403);
    }
    assertNothingStored();
  }

  @Test
  void oneTokenOrKeyInAHeaderAndNoOther() {
    String token = keys().token("ann", "seats:buy");
    String key = service.apiKeys().getFirst();
    String bearer = "Bearer " + token;
    for (Answer refused : List.of(
        service.sendWith("POST", "/locks", seat, "Authorization", bearer, "Authorization", bearer),
        service.sendWith("POST", "/locks", seat, "Authorization", bearer, "X-API-Key", key),
        service.sendWith("POST", "/locks", seat, "X-API-Key", key, "X-API-Key", key),
        service.sendWith("POST", "/locks?access_token=" + token, seat),
        service.sendWith("POST", "/locks?access_token=" + token, seat, "Authorization", bearer),
        service.sendWith("POST", "/locks?X-API-Key=" + key, seat),
        service.sendWith("POST", "/locks", seat, "Authorization", "Basic YTpi"),
        service.sendWith("POST", "/locks", seat, "Authorization", "Bearer"),
        service.sendWith("POST", "/locks", seat, "X-API-Key", "slk_" + "A".repeat(43)),
        service.sendWith("POST", "/locks", seat, "X-API-Key", ""))) {
      assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
      assertThat(refused.isProblem()).isTrue();
    }
    assertNothingStored();
  }

  @Test
  void bothKeysOfAClientBook() {
    for (String key : service.apiKeys()) {
      assertThat(service.sendWith("POST", "/locks", forUser("bob"), "X-API-Key", key).status()).isEqualTo(200);
    }
    await().untilAsserted(() -> assertThat(service.audit()).last().asString()
        .contains("\"client\":\"desk\"", "\"role\":\"BOOKING\"", "\"user\":").doesNotContain("bob"));
  }

  /** Abuse case 4. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "undefined", "a\u202Eb", "a\nb", "\u212Aate", "e\u0301va", "u\u06F1", "LONG"})
  void aTokenWhoseUserCanHoldNoSeatIsRefused(String subject) {
    String token = keys().token(subject.equals("LONG") ? "x".repeat(129) : subject, "seats:buy");

    Answer refused = lock(token);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertNothingStored();
  }

  /** Abuse case 5. */
  @LongRunning
  @Test
  void whileTheIssuerIsAwayKnownKeysWorkAndOthersAreToldToWait() {
    assertThat(lock(keys().token("ann", "seats:buy")).status()).isEqualTo(200);
    keys().pause();
    try {
      // Until then the service knows from the issuer itself that there is no such key.
      await().atMost(Duration.ofSeconds(30))
          .until(() -> lock(keys().tokenOfStranger("not-known")).status() == 503);
      String stranger = keys().tokenOfStranger("not-known-either");
      // Long enough for the issuer to be asked again.
      await().during(Duration.ofSeconds(6)).pollInterval(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(
          () -> lock(stranger).status() == 503 && lock(keys().token("ann", "seats:buy")).status() == 200);
      Answer unknown = lock(stranger);
      assertThat(unknown.isProblem()).isTrue();
      assertThat(unknown.retryAfter()).isPositive();
    } finally {
      keys().resume();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> lock(keys().tokenOfStranger("not-known")).status() == 401);
  }

  @Test
  void aSecretInTheQueryIsRefused() {
    String booking = keys().token("shop", "seats:book");
    String lockId = service.send(booking, "POST", "/locks", forUser("bob")).get("lockId");

    Answer refused = service.send(booking, "DELETE",
        "/locks?venueId=" + venue + "&row=A&seat=1&l%6fckId=" + lockId, null);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.get("field")).isEqualTo("lockId");
    assertThat(refused.text()).doesNotContain(lockId);
  }

  @Test
  void operatorsGetNoSecretAndBuyersTheirOwn() {
    assertThat(lock(keys().token("ann", "seats:buy")).lockId()).isPresent();
    assertThat(service.send(keys().token("boss", "seats:operate"), "POST", "/locks", forUser("ann")).lockId())
        .isEmpty();
    assertThat(service.send(keys().token("shop", "seats:book"), "POST", "/locks", forUser("ann")).lockId()).isPresent();
  }

  @Test
  void whatTheFirewallRefusesIsAProblem() {
    for (String path : List.of("//", "//x", "/locks;x=1", "/locks//x", "/a%2fb", "/./locks")) {
      Answer refused = service.servers().rest().raw("GET " + path + " HTTP/1.1");
      assertThat(refused.status()).as(path).isEqualTo(400);
      assertThat(refused.isProblem()).as(refused.toString()).isTrue();
    }
    assertThat(service.log()).noneMatch(line -> line.contains("Failure in @ExceptionHandler"));
  }

  @Test
  void descriptionsAreForEverybody() {
    for (String path : List.of("/v3/api-docs", "/asyncapi.yaml", "/swagger-ui.html", "/swagger-ui.js")) {
      assertThat(service.send(null, "GET", path, null).status()).as(path).isEqualTo(200);
      assertThat(service.send(null, "HEAD", path, null).status()).as("HEAD " + path).isEqualTo(200);
    }
  }
}
