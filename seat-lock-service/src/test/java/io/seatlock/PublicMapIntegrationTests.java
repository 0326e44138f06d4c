package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code seat-lock.security.public-map} everybody sees the house and which seats are taken, and nothing else. */
@AnyRedis
@OwnServers
class PublicMapIntegrationTests {

  private static final String ANN = "ann-1a2b";

  private static TokenDeployment service;

  private static String lockId = "";

  @BeforeAll
  static void start() {
    service = new TokenDeployment("seat-lock.security.public-map=true");
    service.send(service.keys().token("boss", "seats:operate"), "PUT", "/venues/hall/plan", CallsOfTheTable.PLAN);
    lockId = service.send(service.keys().token(ANN, "seats:buy"), "POST", "/locks",
        Rest.json("venueId", "hall", "row", "A", "seat", "1")).get("lockId");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"plan,200", "seats,200", "stream,200", "put plan,401", "delete plan,401", "status,401", "basket,401",
      "lock without userId,401", "prometheus,401", "unknown path,401"})
  void withoutATokenOnlyTheMapIsThere(String call, int status) {
    assertThat(send(call, null).status()).isEqualTo(status);
  }

  @Test
  void badTokenIsRefusedAlthoughNoneWouldDo() {
    assertThat(send("plan", service.keys().unsignedToken()).status()).isEqualTo(401);
  }

  @Test
  void takenSeatIsShownWithoutItsHolder() {
    Answer seats = send("seats", null);

    assertThat(lockId).isNotEmpty();
    assertThat(seats.text()).contains("LOCKED").doesNotContain(ANN).doesNotContain(lockId);
  }

  private static Answer send(String call, @Nullable String token) {
    return CallsOfTheTable.send(call, token, ANN, "hall", "", service);
  }
}
