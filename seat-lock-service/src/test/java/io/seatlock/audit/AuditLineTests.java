package io.seatlock.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.security.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AuditLineTests {

  private static String lineOf(String client) {
    return new AuditLine(new Pseudonyms("")).text(new MockHttpServletRequest("GET", "/locks"), 403,
        new Caller(client, "ann", Set.of()), null);
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
}
