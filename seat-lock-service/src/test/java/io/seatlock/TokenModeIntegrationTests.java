package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One call from end to end with a token; the whole table is in AccessTableIntegrationTests. */
@OwnServers
class TokenModeIntegrationTests {

  private static KeyServer keys;

  private static Deployment deployment;

  private final String venue = Deployment.newVenue();

  @BeforeAll
  static void start() {
    keys = new KeyServer();
    deployment = new Deployment(RealRedis.start(), keys.settings().toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    deployment.close();
    keys.close();
  }

  @Test
  void aBuyersLockIsTheBuyers() {
    Answer locked = lock("Authorization", "Bearer " + keys.token("ann", "seats:buy"));

    assertThat(locked.status()).isEqualTo(200);
    assertThat(deployment.events(venue)).singleElement()
        .satisfies(event -> assertThat(event.get("userId")).isEqualTo("ann"));
  }

  @Test
  void withoutATokenNothingIsLocked() {
    Answer refused = lock();

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.isProblem()).isTrue();
    assertThat(refused.code()).isEqualTo("UNAUTHORIZED");
    assertThat(refused.headers().get("www-authenticate")).startsWith("Bearer");
    assertThat(deployment.redis().commands().exists(deployment.redis().seats(venue))).isZero();
  }

  private Answer lock(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return deployment.rest().send("POST", "/locks",
        Rest.json("venueId", venue, "row", "A", "seat", "1").getBytes(StandardCharsets.UTF_8), all);
  }
}
