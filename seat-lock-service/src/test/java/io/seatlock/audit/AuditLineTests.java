package io.seatlock.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.security.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AuditLineTests {

  private static String lineOf(String client) {
    return lineOf(client, null);
  }

  private static String lineOf(String client, @Nullable AuditDetails details) {
    return new AuditLine(new Pseudonyms("secret")).text(new MockHttpServletRequest("GET", "/locks"), 403,
        new Caller(client, "ann", Set.of()), details);
  }

  @Test
  void handOverNamesWhoGetsTheLock() {
    String line = lineOf("web", AuditDetails.of(new SeatCommand.Transfer(SeatGroup.of(new SeatId("hall", "A", "1")),
        new Proof(null, "secret-lock"), "bob", null)));

    assertThat(line).contains("\"newUser\":\"" + new Pseudonyms("secret").of("bob") + "\"").doesNotContain("bob",
        "secret-lock");
  }

  @Test
  void nameOfAClientWritesNoLineOfItsOwnAndNoCommandOfATerminal() {
    assertThat(lineOf("web\r\n{\"call\":1}\u001b[2J\u009b31m\u2028\u202e")).matches("[ -~]+")
        .contains("\"client\":\"web\\r\\n{\\\"call\\\":1}\\u001B[2J\\u009B31m\\u2028\\u202E\"");
  }

  @Test
  void nameOfAClientIsShortened() {
    assertThat(lineOf("x".repeat(5000))).hasSizeLessThan(300);
  }

  private static String lineOfCall(String method, String path) {
    return new AuditLine(new Pseudonyms("secret")).text(new MockHttpServletRequest(method, path), 401, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/ann/locks", "/seats-api/users/ann/locks", "//users//ann/locks", "/%75sers/ann/locks",
      "/users/ann", "/users/%61nn;a=b/locks", "/users%2Fann%2Flocks", "/users/./ann/locks", "/users;a=b/ann/locks",
      "/user/ann", "/seats/ann"})
  void userInAPathIsLeftOut(String path) {
    assertThat(lineOfCall("GET", path)).contains("/*").doesNotContain("ann", "%61nn");
  }

  /** A client that puts it where it does not belong is refused, and must not have told it to whoever reads the log. */
  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "slk_0123456789abcdefghijklmnopqrstuvwxyz-_01234",
      "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2ln"})
  void secretInAPathIsLeftOut(String secret) {
    for (String path : List.of("/locks/", "/", "/seats/status/", "/venues/", "/actuator/health/",
        "/users/ann/locks/")) {
      assertThat(lineOfCall("DELETE", path + secret)).contains("DELETE " + path.replace("ann", "*") + "*\"");
    }
    assertThat(lineOfCall(secret, "/locks")).contains("\"* /locks\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/locks", "/locks/best", "/seats/status", "/venues/hall-1/seats/stream",
      "/actuator/prometheus", "/users/*/locks"})
  void knownPathIsShown(String path) {
    assertThat(lineOfCall("GET", path)).contains("\"GET " + path + "\"");
  }
}
