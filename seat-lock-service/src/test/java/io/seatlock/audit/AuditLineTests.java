package io.seatlock.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Proof;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.security.Caller;
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

  private static String lineOf(String client, @Nullable Asked asked) {
    return new AuditLine(new Pseudonyms("secret")).text(new MockHttpServletRequest("GET", "/locks"), 403,
        new Caller(client, "ann", Set.of()), asked);
  }

  @Test
  void handOverNamesWhoGetsTheLock() {
    String line = lineOf("web", Asked.of(new SeatCommand.Transfer(SeatGroup.of(new SeatId("hall", "A", "1")),
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

  @ParameterizedTest
  @ValueSource(strings = {"/users/ann/locks", "/seats-api/users/ann/locks", "//users//ann/locks", "/%75sers/ann/locks",
      "/users/ann", "/users/%61nn;a=b/locks", "/users%2Fann%2Flocks"})
  void userInAPathIsLeftOut(String path) {
    String line = new AuditLine(new Pseudonyms("secret")).text(new MockHttpServletRequest("GET", path), 401, null,
        null);

    assertThat(line).contains("/users/*").doesNotContain("ann", "%61nn");
  }
}
